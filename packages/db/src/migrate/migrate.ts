import { createHash } from "node:crypto";
import type { ScriptRunner } from "../handle/script-runner.ts";
import { type Migration, readMigrations } from "./read-migrations.ts";

// Any fixed number: the same one in every process, so that one of them migrates and the others wait.
const lockNumber = 4_719_320_115;

const ledger = `
  CREATE TABLE IF NOT EXISTS migrations (
    number integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  );
  ALTER TABLE migrations ENABLE ROW LEVEL SECURITY;
`;

/** A step that a schema has taken. */
export interface Applied {
  number: number;
  checksum: string;
}

function checksumOf(migration: Migration): string {
  return createHash("sha256").update(migration.script).digest("hex");
}

/**
 * Brings the schema up to date, each step in its own transaction, under an advisory lock: every step that was not taken
 * yet, in order. Throws when the database is newer than this program, or when an applied migration was changed afterwards.
 * With `only`, an older state of the schema is made: exactly these steps.
 */
export async function migrate(runner: ScriptRunner, options: { only?: readonly Applied[] } = {}): Promise<void> {
  const migrations = await readMigrations();
  if (options.only) checkApplied(options.only, migrations);
  const wanted = new Set((options.only ?? migrations).map(({ number }) => number));
  await runner.query("SELECT pg_advisory_lock($1)", [lockNumber]);
  try {
    await runner.run(ledger);
    const applied = await runner.query<Applied>("SELECT number, checksum FROM migrations ORDER BY number");
    checkApplied(applied, migrations);
    const known = new Set(applied.map(({ number }) => number));
    for (const migration of migrations.filter(({ number }) => wanted.has(number) && !known.has(number)))
      await apply(runner, migration);
  } finally {
    await runner.query("SELECT pg_advisory_unlock($1)", [lockNumber]);
  }
}

function checkApplied(applied: readonly Applied[], migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const { number, checksum } of applied) {
    const migration = known.get(number);
    if (migration === undefined)
      throw new Error("the database was written by a newer version of Counterfoil: start that version or a later one");
    if (checksumOf(migration) !== checksum)
      throw new Error(`migration ${number} is not the one this database was made with`);
  }
}

async function apply(runner: ScriptRunner, migration: Migration): Promise<void> {
  try {
    await runner.run("BEGIN");
    await runner.run(migration.script);
    await runner.query("INSERT INTO migrations (number, name, checksum) VALUES ($1, $2, $3)", [
      migration.number,
      migration.name,
      checksumOf(migration),
    ]);
    await runner.run("COMMIT");
  } catch (error) {
    await runner.run("ROLLBACK");
    throw new Error(`migration ${migration.number} (${migration.name}) failed`, { cause: error });
  }
}
