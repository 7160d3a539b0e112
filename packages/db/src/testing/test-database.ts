import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { inject } from "vitest";
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
      await withScriptRunner(server, (runner) => runner.run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
