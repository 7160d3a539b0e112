import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Database } from "../database.ts";
import { migrate } from "../migrate/migrate.ts";
import type { DatabaseHandle } from "./database-handle.ts";
import { scopeTransactions } from "./scoped-transactions.ts";
import type { PrepareDatabase, ScriptRunner } from "./script-runner.ts";

const int8 = 20;

/** Integers of 8 bytes as numbers, as the embedded database gives them. Money and counts stay far below 2^53. */
function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer out of range: ${text}`);
  return value;
}

const types = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === int8 ? readInteger : pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig;

/** Runs `work` with a script runner on one connection that is opened and closed for it. */
export async function withScriptRunner<Result>(
  url: string,
  work: (runner: ScriptRunner) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, types });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work({
      run: async (script) => {
        await client.query(script);
      },
      query: async <Row>(statement: string, parameters: readonly unknown[] = []) =>
        (await client.query(statement, [...parameters])).rows as Row[],
    });
  } finally {
    await client.end();
  }
}

/** Opens a PostgreSQL server by URL and brings its schema up to date, after `prepare` where it is given. */
export async function openPostgres(options: {
  url: string;
  poolSize?: number;
  prepare?: PrepareDatabase;
}): Promise<DatabaseHandle> {
  await withScriptRunner(options.url, async (runner) => {
    await options.prepare?.(runner);
    await migrate(runner);
  });
  const pool = new pg.Pool({ connectionString: options.url, max: options.poolSize ?? 10, types });
  // A connection that the server closes is replaced by the pool; without listeners it would end the process: one for those
  // that lie idle, one for those that are between two statements of a transaction, whose next statement then fails.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const base = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const { endTransactions, ...scoped } = scopeTransactions(base);
  return {
    ...scoped,
    connection: { kind: "postgres", url: options.url },
    close: async () => {
      await endTransactions();
      await base.destroy();
      if (!pool.ended) await pool.end();
    },
  };
}
