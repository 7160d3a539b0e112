import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { inject } from "vitest";
import { databaseErrorCode } from "../handle/database-error.ts";
import type { DatabaseHandle } from "../handle/database-handle.ts";
import { openPglite } from "../handle/pglite.ts";
import { openPostgres, withScriptRunner } from "../handle/postgres.ts";
// Names what `inject` gives, also for packages that import this one.
import type {} from "./global-setup.ts";

export type DatabaseKind = "pglite" | "postgres";

/** A database of one's own, empty and migrated. Closing it removes it. */
export async function openTestDatabase(kind: DatabaseKind): Promise<DatabaseHandle> {
  return kind === "pglite" ? await openTestPglite() : await openTestPostgres();
}

async function openTestPglite(): Promise<DatabaseHandle> {
  return await openPglite({ dump: new Blob([await readFile(inject("pgliteDump"))]) });
}

const mayNotTerminate = "42501";

// The server's own vacuum may be at work in the database, and only a superuser may end it: it is soon done by itself.
async function dropDatabase(server: string, name: string, triesLeft = 40): Promise<void> {
  try {
    await withScriptRunner(server, (runner) => runner.run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  } catch (error) {
    if (databaseErrorCode(error) !== mayNotTerminate || triesLeft === 0) throw error;
    await setTimeout(250);
    await dropDatabase(server, name, triesLeft - 1);
  }
}

async function openTestPostgres(): Promise<DatabaseHandle> {
  const server = inject("postgresUrl");
  const name = `counterfoil_test_${randomUUID().replaceAll("-", "")}`;
  await withScriptRunner(server, (runner) =>
    runner.run(`CREATE DATABASE ${name} TEMPLATE ${inject("postgresTemplate")}`),
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  const handle = await openPostgres({ url: url.href });
  return {
    ...handle,
    close: async () => {
      await handle.close();
      await dropDatabase(server, name);
    },
  };
}
