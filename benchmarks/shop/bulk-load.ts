import { type Kysely, sql } from "kysely";

/** Runs one statement after the other on one session. */
type Session = Pick<Kysely<never>, "getExecutor">;

interface Index {
  name: string;
  definition: string;
}

/**
 * Fills tables without their triggers, and without the indexes that are not keys: these are made again afterwards, which
 * takes a fraction of the time that keeping them up row by row does.
 */
export async function bulkLoad(
  db: Session,
  { tables, fill }: { tables: readonly string[]; fill: () => Promise<void> },
): Promise<void> {
  const { rows: indexes } = await sql<Index>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = any (${[...tables]}::text[]::regclass[]) and not indisunique`.execute(db);
  const run = async (statement: string) => await sql.raw(statement).execute(db);
  await run("set session_replication_role = replica");
  await run("set synchronous_commit = off");
  await run("set maintenance_work_mem = '512MB'");
  for (const { name } of indexes) await run(`drop index ${name}`);
  await fill();
  for (const { definition } of indexes) await run(definition);
  await run("reset maintenance_work_mem");
  await run("reset synchronous_commit");
  await run("set session_replication_role = origin");
}
