/** Seeded random: the same seed gives the same sequence on every machine. */
export interface SeededRandom {
  /** In [0, 1). */
  next(): number;
  /** Whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
  digits(length: number): string;
  hex(length: number): string;
  uuid(): string;
  /** An independent sequence named `name`: drawing from it does not move this one. */
  fork(name: string): SeededRandom;
  /** Begins the sequence anew. */
  restart(): void;
}

/** Makes a seeded random (mulberry32). Not for secrets. */
export function createRandom(seed: string | number): SeededRandom {
  let state = hash(String(seed));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const text = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet.charAt(integer(0, alphabet.length - 1))).join("");
  const hex = (length: number) => text("0123456789abcdef", length);

  return {
    next,
    integer,
    hex,
    chance: (probability) => next() < probability,
    pick: (items) => pickAt(items, integer(0, items.length - 1)),
    shuffle: (items) => shuffled(items, integer),
    digits: (length) => text("123456789", 1) + text("0123456789", length - 1),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    fork: (name) => createRandom(`${seed}/${name}`),
    restart() {
      state = hash(String(seed));
    },
  };
}

function pickAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError("Nothing to pick from");
  return item;
}

function shuffled<T>(items: readonly T[], integer: (from: number, to: number) => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = integer(0, last);
    [result[last], result[other]] = [pickAt(result, other), pickAt(result, last)];
  }
  return result;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
