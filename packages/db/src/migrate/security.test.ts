import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { type DatabaseContext, describeEachDatabase } from "../testing/describe-each-database.ts";
import { fillEveryTable } from "../testing/fill-every-table.ts";

// Everything here is read from the catalog: a new table that lacks protection fails without being named.

interface Table {
  schema: string;
  name: string;
}

async function allTables(context: DatabaseContext): Promise<Table[]> {
  const { rows } = await sql<Table>`SELECT schemaname AS schema, tablename AS name FROM pg_tables
    WHERE schemaname IN ('public', 'auth') ORDER BY 1, 2`.execute(context.database.db);
  return rows;
}

async function workspaceTables(context: DatabaseContext): Promise<string[]> {
  return (await allTables(context))
    .filter(({ schema, name }) => schema === "public" && name !== "migrations")
    .map(({ name }) => name);
}

const appendOnly = ["audit", "audit_links", "stock_movements", "stubs"];

describeEachDatabase("every table", (context) => {
  it("has row-level security on, and forced where it holds a workspace's rows", async () => {
    const { rows } = await sql<{ table: string; open: boolean }>`
      SELECT c.oid::regclass::text AS "table", NOT c.relrowsecurity
        OR (n.nspname = 'public' AND c.relname <> 'migrations' AND NOT c.relforcerowsecurity) AS open
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('public', 'auth') AND c.relkind = 'r'`.execute(context.database.db);
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter(({ open }) => open).map(({ table }) => table)).toEqual([]);
  });

  it("has workspace_id first in its key and in every unique index", async () => {
    const { rows } = await sql<{ index: string; first: string }>`
      SELECT i.indexrelid::regclass::text AS index, a.attname AS first
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
      WHERE n.nspname = 'public' AND c.relname <> 'migrations' AND i.indisunique`.execute(context.database.db);
    expect(rows.filter(({ first }) => first !== "workspace_id").map(({ index }) => index)).toEqual([]);
    const keyed = await sql<{ name: string }>`SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migrations'
      AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique)`.execute(
      context.database.db,
    );
    expect(keyed.rows).toEqual([]);
  });

  it("refers to other tables together with the workspace", async () => {
    const { rows } = await sql<{ name: string; first: string }>`
      SELECT k.conrelid::regclass::text || '.' || k.conname AS name, a.attname AS first
      FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
      WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND k.confrelid::regclass::text NOT LIKE 'auth.%'`.execute(
      context.database.db,
    );
    expect(rows.filter(({ first }) => first !== "workspace_id")).toEqual([]);
  });

  it("hides every row of another workspace, and of every workspace where none is set", async () => {
    const filled = await context.createWorkspace();
    await fillEveryTable(context.database, filled);
    const other = await context.createWorkspace();
    for (const table of await workspaceTables(context)) {
      const count = (workspaceId: string) =>
        context.database.inWorkspace(workspaceId, async (tx) => {
          const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(table)}
            WHERE workspace_id = ${filled}`.execute(tx);
          return rows[0]?.n ?? 0;
        });
      expect([table, (await count(filled)) > 0]).toEqual([table, true]);
      expect([table, await count(other)]).toEqual([table, 0]);
    }
    const unset = await context.database.asSystem(async (tx) => {
      await sql`SELECT set_config('role', 'counterfoil_app', true)`.execute(tx);
      return await tx.selectFrom("workspaces").selectAll().execute();
    });
    expect(unset).toEqual([]);
  });

  it("of the sign-in schema is closed to both roles", async () => {
    const workspaceId = await context.createWorkspace();
    for (const { schema, name } of (await allTables(context)).filter((table) => table.schema === "auth")) {
      const read = sql`SELECT * FROM ${sql.table(`${schema}.${name}`)}`;
      await expect(context.database.inWorkspace(workspaceId, (tx) => read.execute(tx))).rejects.toThrow(
        /permission denied/,
      );
      await expect(context.database.asSystem((tx) => read.execute(tx))).rejects.toThrow(/permission denied/);
    }
  });

  describe.each(appendOnly)("%s", (table) => {
    it.each(["UPDATE", "DELETE"])("takes no %s", async (verb) => {
      const workspaceId = await context.createWorkspace();
      const statement =
        verb === "UPDATE"
          ? sql`UPDATE ${sql.table(table)} SET workspace_id = workspace_id`
          : sql`DELETE FROM ${sql.table(table)}`;
      await expect(context.database.inWorkspace(workspaceId, (tx) => statement.execute(tx))).rejects.toThrow(
        /permission denied/,
      );
      await expect(context.database.asSystem((tx) => statement.execute(tx))).rejects.toThrow(/permission denied/);
    });
  });
});
