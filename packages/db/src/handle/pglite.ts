import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { Kysely, PGliteDialect, sql } from "kysely";
import type { Database } from "../database.ts";
import { migrate } from "../migrate/migrate.ts";
import type { DatabaseHandle } from "./database-handle.ts";
import { scopeTransactions } from "./scoped-transactions.ts";
import type { PrepareDatabase, ScriptRunner } from "./script-runner.ts";
import { takeFolder } from "./take-folder.ts";

/** A script runner on an embedded database. */
export function pgliteScriptRunner(pglite: PGlite): ScriptRunner {
  return {
    run: async (script) => {
      await pglite.exec(script);
    },
    query: async <Row>(statement: string, parameters: readonly unknown[] = []) =>
      (await pglite.query<Row>(statement, [...parameters])).rows,
  };
}

/** Starts an embedded database in a folder, or in memory, from a dump where one is given. */
export async function startPglite(options: { dataDir?: string; dump?: Blob }): Promise<PGlite> {
  return await PGlite.create({
    ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
    ...(options.dump === undefined ? {} : { loadDataDir: options.dump }),
    extensions: { pg_trgm },
  });
}

/** Opens PGlite, in memory or in a folder, and brings its schema up to date, after `prepare` where it is given. */
export async function openPglite(options: {
  dataDir?: string;
  dump?: Blob;
  prepare?: PrepareDatabase;
}): Promise<DatabaseHandle> {
  const pglite = await startPglite(options);
  try {
    await options.prepare?.(pgliteScriptRunner(pglite));
    await migrate(pgliteScriptRunner(pglite));
  } catch (error) {
    await pglite.close();
    throw error;
  }
  const base = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
  const { endTransactions, ...scoped } = scopeTransactions(base);
  return {
    ...scoped,
    connection: { kind: "pglite", pglite },
    close: async () => {
      // A transaction that begins on a closed PGlite would hang and reject where nobody listens.
      await endTransactions();
      if (!pglite.closed) await pglite.close();
    },
  };
}

/**
 * Opens PGlite in a folder for this process alone. PGlite has no background work: its log is emptied and its
 * statistics are renewed here, at each start.
 */
export async function openPgliteFolder(folder: string, prepare?: PrepareDatabase): Promise<DatabaseHandle> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await takeFolder(folder);
  try {
    const handle = await openPglite({ dataDir: join(folder, "cluster"), ...(prepare && { prepare }) });
    await sql`CHECKPOINT`.execute(handle.db);
    await sql`VACUUM ANALYZE`.execute(handle.db);
    const close = async () => {
      await handle.close();
      await lock.release();
    };
    return { ...handle, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
