import type { ScriptRunner } from "../handle/script-runner.ts";
import { migrate } from "../migrate/migrate.ts";
import { type BackupEnd, BackupError, type BackupHeader, type BackupTable } from "./backup-format.ts";

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

interface OpenTable extends BackupTable {
  insert: string;
}

const rowsAtOnce = 500;

/**
 * Puts a backup into an empty database, in one transaction: all of it or nothing. The schema is first brought to where
 * the backup's was, so that later migrations treat the rows as they would have treated them there. Throws a BackupError
 * for a database that is in use, a file that is not whole, or one of a newer version.
 */
export async function restoreDatabase(runner: ScriptRunner, lines: AsyncIterable<string>): Promise<{ rows: number }> {
  const reader = lines[Symbol.asyncIterator]();
  const { migrations } = readHeader((await reader.next()).value);
  await refuseUsed(runner, migrations);
  await migrate(runner, { only: migrations });
  await runner.run("BEGIN");
  try {
    const rows = await restoreRows(runner, { next: () => reader.next() });
    await runner.run("COMMIT");
    return { rows };
  } catch (error) {
    await runner.run("ROLLBACK");
    throw error;
  }
}

function readHeader(line: string | undefined): BackupHeader {
  const header = parseLine<Partial<BackupHeader>>(line ?? "");
  if (header?.format !== "counterfoil-backup" || !Array.isArray(header.migrations)) {
    throw new BackupError("This file is no backup of Counterfoil.");
  }
  if (header.version !== 1) {
    throw new BackupError("This backup was made by a newer version of Counterfoil: restore it with that version.");
  }
  return { format: header.format, version: header.version, migrations: header.migrations };
}

function parseLine<Content>(line: string): Content | null {
  try {
    return JSON.parse(line) as Content;
  } catch {
    return null;
  }
}

async function refuseUsed(runner: ScriptRunner, migrations: BackupHeader["migrations"]): Promise<void> {
  const [found] = await runner.query<{ migrated: boolean }>(
    "SELECT to_regclass('public.migrations') IS NOT NULL AS migrated",
  );
  if (found?.migrated !== true) return;
  const taken = await runner.query<{ number: number }>("SELECT number FROM migrations");
  const wanted = new Set(migrations.map(({ number }) => number));
  const beyond = taken.some(({ number }) => !wanted.has(number));
  if (!beyond && (taken.length < 2 || !(await holdsWorkspaces(runner)))) return;
  throw new BackupError(
    "A backup is restored into an empty database only: this one is in use. Move its data folder away, or name a new database.",
  );
}

async function holdsWorkspaces(runner: ScriptRunner): Promise<boolean> {
  await runner.run("BEGIN; SET LOCAL ROLE counterfoil_system");
  const [found] = await runner.query<{ some: boolean }>("SELECT EXISTS (SELECT FROM workspaces) AS some");
  await runner.run("ROLLBACK");
  return found?.some === true;
}

/** The tables open their keys and triggers for the rows to come in any order, and close them behind the last one. */
async function restoreRows(runner: ScriptRunner, lines: { next(): Promise<IteratorResult<string>> }): Promise<number> {
  const keys = await openTables(runner);
  let table: OpenTable | null = null;
  let rows: string[] = [];
  let count = 0;
  const flush = async () => {
    if (table !== null && rows.length > 0) await runner.query(table.insert, [`[${rows.join(",")}]`]);
    count += rows.length;
    rows = [];
  };
  for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
    if (line.value.startsWith("[")) {
      rows.push(line.value);
      if (rows.length >= rowsAtOnce) await flush();
      continue;
    }
    await flush();
    const mark = parseLine<BackupTable | BackupEnd>(line.value);
    if (mark === null) break;
    if ("end" in mark) {
      if (mark.rows !== count) break;
      await closeTables(runner, keys);
      return count;
    }
    table = { ...mark, insert: await insertInto(runner, mark) };
  }
  throw new BackupError("This backup is not whole: its end is missing. Nothing was restored; use another copy.");
}

async function insertInto(runner: ScriptRunner, { table, columns }: BackupTable): Promise<string> {
  const known = await runner.query<{ name: string; type: string }>(
    `SELECT attname::text AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
      WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped`,
    [quoted(table)],
  );
  const types = new Map(known.map(({ name, type }) => [name, type]));
  const values = columns.map((column, index) => {
    const type = types.get(column);
    if (type === undefined) throw new BackupError(`This backup names a column that is not known: ${table}.${column}`);
    return `(r.line ->> ${index})::${type}`;
  });
  const names = columns.map((column) => `"${column}"`).join(", ");
  return `INSERT INTO ${quoted(table)} (${names}) OVERRIDING SYSTEM VALUE
    SELECT ${values.join(", ")} FROM jsonb_array_elements($1::jsonb) AS r(line)`;
}

function quoted(table: string): string {
  return table
    .split(".")
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join(".");
}

const dumpedTables = `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
  WHERE schemaname = 'auth' OR (schemaname = 'public' AND tablename <> 'migrations')`;

async function openTables(runner: ScriptRunner): Promise<ForeignKey[]> {
  const keys = await runner.query<ForeignKey>(
    `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
      FROM pg_constraint WHERE contype = 'f' AND connamespace IN ('public'::regnamespace, 'auth'::regnamespace)
      AND conparentid = 0 ORDER BY 1, 2`,
  );
  for (const { table, name } of keys) await runner.run(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const { name } of await runner.query<{ name: string }>(dumpedTables)) {
    await runner.run(`ALTER TABLE ${name} DISABLE TRIGGER USER; ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`);
    await runner.run(`DELETE FROM ${name}`);
  }
  return keys;
}

async function closeTables(runner: ScriptRunner, keys: readonly ForeignKey[]): Promise<void> {
  for (const { name } of await runner.query<{ name: string }>(dumpedTables)) {
    const force = name.startsWith("auth.") ? "" : `; ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`;
    await runner.run(`ALTER TABLE ${name} ENABLE TRIGGER USER${force}`);
  }
  for (const { table, name, definition } of keys) {
    await runner.run(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  }
}
