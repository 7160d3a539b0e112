/** One kind of entity, kept in order of insertion. Entities are handed out live: change them in place or `put` anew. */
export interface Table<T> {
  get(key: string): T | undefined;
  has(key: string): boolean;
  /** Adds the row or replaces the one with the same key. */
  put(row: T): T;
  /** Adds the row; throws when the key is taken. */
  insert(row: T): T;
  delete(key: string): boolean;
  all(): T[];
  where(predicate: (row: T) => boolean): T[];
  find(predicate: (row: T) => boolean): T | undefined;
  readonly size: number;
  clear(): void;
}

export interface Store {
  /** The table of that name; made at the first call with the function that gives a row's key. */
  table<T>(name: string, keyOf: (row: T) => string): Table<T>;
  /** Next number of a named sequence, from `start` (default 1). */
  nextNumber(sequence: string, start?: number): number;
  clear(): void;
  /** A deep copy of all rows and sequences. */
  snapshot(): StoreSnapshot;
  restore(snapshot: StoreSnapshot): void;
}

export interface StoreSnapshot {
  readonly tables: Record<string, unknown[]>;
  readonly sequences: Record<string, number>;
}

interface InnerTable {
  clear(): void;
  dump(): unknown[];
  load(rows: unknown[]): void;
}

/** An in-memory store of a simulator's entities. Rows must survive `structuredClone`. */
export function createStore(): Store {
  const tables = new Map<string, InnerTable>();
  const sequences = new Map<string, number>();

  return {
    table<T>(name: string, keyOf: (row: T) => string): Table<T> {
      if (tables.has(name)) throw new Error(`Table ${name} exists already`);
      const { table, inner } = createTable(name, keyOf);
      tables.set(name, inner);
      return table;
    },
    nextNumber(sequence, start = 1) {
      const value = sequences.get(sequence) ?? start;
      sequences.set(sequence, value + 1);
      return value;
    },
    clear() {
      for (const table of tables.values()) table.clear();
      sequences.clear();
    },
    snapshot: () => ({
      tables: structuredClone(Object.fromEntries([...tables].map(([name, table]) => [name, table.dump()]))),
      sequences: Object.fromEntries(sequences),
    }),
    restore(snapshot) {
      for (const [name, table] of tables) table.load(structuredClone(snapshot.tables[name] ?? []));
      sequences.clear();
      for (const [name, value] of Object.entries(snapshot.sequences)) sequences.set(name, value);
    },
  };
}

function createTable<T>(name: string, keyOf: (row: T) => string): { table: Table<T>; inner: InnerTable } {
  const rows = new Map<string, T>();
  const table: Table<T> = {
    get: (key) => rows.get(key),
    has: (key) => rows.has(key),
    put(row) {
      rows.set(keyOf(row), row);
      return row;
    },
    insert(row) {
      if (rows.has(keyOf(row))) throw new Error(`Table ${name} has a row ${keyOf(row)} already`);
      return this.put(row);
    },
    delete: (key) => rows.delete(key),
    all: () => [...rows.values()],
    where: (predicate) => [...rows.values()].filter(predicate),
    find: (predicate) => [...rows.values()].find(predicate),
    get size() {
      return rows.size;
    },
    clear: () => rows.clear(),
  };
  const inner: InnerTable = {
    clear: () => rows.clear(),
    dump: () => [...rows.values()],
    load(dumped) {
      rows.clear();
      // Rows come only from dump() of the same table.
      for (const row of dumped as T[]) rows.set(keyOf(row), row);
    },
  };
  return { table, inner };
}
