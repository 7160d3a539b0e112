import { randomUUID } from "node:crypto";
import { expect, inject, it } from "vitest";
import { openPostgres, withScriptRunner } from "../handle/postgres.ts";
import { createTestWorkspace } from "../testing/describe-each-database.ts";

it("a login that may make no roles works with those that were made for it", async () => {
  const server = inject("postgresUrl");
  const name = `plain_${randomUUID().slice(0, 8)}`;
  await withScriptRunner(server, async (runner) => {
    await runner.run(`CREATE ROLE ${name} LOGIN PASSWORD 'test-only'`);
    await runner.run(`GRANT counterfoil_app, counterfoil_system TO ${name}`);
    await runner.run(`GRANT counterfoil_staff TO ${name} WITH INHERIT FALSE, SET TRUE`);
    await runner.run(`GRANT ${name} TO CURRENT_USER`);
    await runner.run(`CREATE DATABASE ${name} OWNER ${name}`);
  });
  const url = new URL(server);
  [url.username, url.password, url.pathname] = [name, "test-only", `/${name}`];
  const database = await openPostgres({ url: url.href });
  const workspaceId = await createTestWorkspace(database);
  const rows = await database.inWorkspace(workspaceId, (tx) => tx.selectFrom("workspaces").select("name").execute());
  await database.close();
  await withScriptRunner(server, async (runner) => {
    await runner.run(`DROP DATABASE ${name}`);
    await runner.run(`DROP ROLE ${name}`);
  });
  expect(rows).toEqual([{ name: "Test" }]);
});
