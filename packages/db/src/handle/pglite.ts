import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { Kysely, PGliteDialect } from "kysely";
import type { Database } from "../database.ts";
import { migrate } from "../migrate/migrate.ts";
import type { DatabaseHandle } from "./database-handle.ts";
import { scopeTransactions } from "./scoped-transactions.ts";
import type { ScriptRunner } from "./script-runner.ts";

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

/** Opens an embedded database and brings its schema up to date. */
export async function openPglite(options: { dataDir?: string; dump?: Blob }): Promise<DatabaseHandle> {
  const pglite = await startPglite(options);
  await migrate(pgliteScriptRunner(pglite));
  const base = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
  return {
    ...scopeTransactions(base),
    connection: { kind: "pglite", pglite },
    close: async () => {
      if (!pglite.closed) await pglite.close();
    },
  };
}
