import { setTimeout } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { expect, it } from "vitest";
import { openTestDatabase } from "../testing/test-database.ts";

it("outlives the loss of every connection, also in the middle of a transaction", async () => {
  const database = await openTestDatabase("postgres");
  const url = database.connection.kind === "postgres" ? database.connection.url : "";
  const interrupted = database.asSystem(async (tx) => {
    await sql`SELECT 1`.execute(tx);
    await cutConnections(url);
    // The news arrives while no statement is under way.
    await setTimeout(100);
    await sql`SELECT 2`.execute(tx);
  });
  await expect(interrupted).rejects.toThrow(/terminat|connection/i);
  const { rows } = await database.asSystem((tx) => sql<{ three: number }>`SELECT 3 AS three`.execute(tx));
  expect(rows).toEqual([{ three: 3 }]);
  await database.close();
});

async function cutConnections(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`);
  await client.end();
}
