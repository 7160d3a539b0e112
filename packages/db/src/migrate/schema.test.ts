import { readdir, readFile, writeFile } from "node:fs/promises";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { pgliteScriptRunner } from "../handle/pglite.ts";
import { withScriptRunner } from "../handle/postgres.ts";
import type { ScriptRunner } from "../handle/script-runner.ts";
import { type DatabaseContext, describeEachDatabase } from "../testing/describe-each-database.ts";
import { describeSchema } from "./describe-schema.ts";
import { migrate } from "./migrate.ts";

const committed = new URL("../../schema.sql", import.meta.url);

async function withRunner<Result>(context: DatabaseContext, work: (runner: ScriptRunner) => Promise<Result>) {
  const { connection } = context.database;
  if (connection.kind === "pglite") return await work(pgliteScriptRunner(connection.pglite));
  return await withScriptRunner(connection.url, work);
}

const keptByTriggers: ReadonlySet<string> = new Set([
  "inventory_items.quantity_on_hand",
  "inventory_items.quantity_claimed",
  "inventory_items.changed_in",
  "orders.sent_while_known",
]);

// The figures of orders, and how many there are, are kept whole.
const isKept = (name: string) =>
  keptByTriggers.has(name) || name.startsWith("order_figures.") || name.startsWith("order_counts.");

interface Column {
  schema: string;
  table: string;
  column: string;
  nullable: boolean;
  written: "never" | "optional" | "always";
  [key: string]: unknown;
}

describeEachDatabase("the schema", (context) => {
  it("is the one in schema.sql", async () => {
    const described = await withRunner(context, describeSchema);
    if (process.env["UPDATE_SCHEMA"]) await writeFile(committed, described);
    expect(described, "run the tests once with UPDATE_SCHEMA=1 and look at the difference").toBe(
      await readFile(committed, "utf8"),
    );
  });

  it("is unchanged by migrating again", async () => {
    const before = await withRunner(context, describeSchema);
    await withRunner(context, migrate);
    expect(await withRunner(context, describeSchema)).toBe(before);
  });

  it("refuses a database that a newer version wrote", async () => {
    await withRunner(context, (runner) =>
      runner.query("INSERT INTO migrations (number, name, checksum) VALUES (9999, 'from-the-future', '')"),
    );
    await expect(withRunner(context, migrate)).rejects.toThrow(/newer version/);
    await withRunner(context, (runner) => runner.query("DELETE FROM migrations WHERE number = 9999"));
  });

  it("refuses a migration that was changed after it was applied", async () => {
    await withRunner(context, (runner) =>
      runner.query("UPDATE migrations SET checksum = 'x' || checksum WHERE number = 2"),
    );
    await expect(withRunner(context, migrate)).rejects.toThrow(/migration 2 is not the one/);
    await withRunner(context, (runner) =>
      runner.query("UPDATE migrations SET checksum = substr(checksum, 2) WHERE number = 2"),
    );
  });

  it("is what the table interfaces say, column by column", async () => {
    const { rows } = await sql<Column>`
      SELECT table_schema AS "schema", table_name AS "table", column_name AS "column", is_nullable = 'YES' AS nullable,
        CASE WHEN is_generated = 'ALWAYS' THEN 'never' WHEN is_nullable = 'YES' OR column_default IS NOT NULL THEN 'optional'
          ELSE 'always' END AS written
      FROM information_schema.columns
      WHERE table_schema IN ('public', 'auth') AND table_name <> 'migrations'`.execute(context.database.db);
    const inDatabase = rows.map(({ schema, table, column, nullable, written }) => {
      const name = `${schema === "auth" ? "auth." : ""}${table}.${column}`;
      return `${name} ${nullable ? "null" : "value"} ${isKept(name) ? "never" : written}`;
    });
    expect((await readInterfaces()).sort()).toEqual(inDatabase.sort());
  });
});

/** Reads the table interfaces as text: types are gone at run time. */
async function readInterfaces(): Promise<string[]> {
  const source = new URL("../", import.meta.url);
  const database = await readFile(new URL("database.ts", source), "utf8");
  const tableOf = new Map(
    [...database.matchAll(/^ {2}"?([a-zA-Z_.]+)"?: (\w+);$/gm)].map(([, table, name]) => [name, table]),
  );
  const files = (await readdir(new URL("tables/", source))).filter((file) => file.endsWith(".table.ts"));
  const texts = await Promise.all(files.map((file) => readFile(new URL(`tables/${file}`, source), "utf8")));
  return [...texts.join("\n").matchAll(/export interface (\w+) \{\n([\s\S]*?)\n\}/g)].flatMap(([, name, body = ""]) => {
    const table = tableOf.get(name);
    if (!table) return [];
    return [...body.matchAll(/^ {2}(\w+): (.+);$/gm)].map(
      ([, column, type = ""]) => `${table}.${column} ${shapeOf(type)}`,
    );
  });
}

function shapeOf(type: string): string {
  if (type.startsWith("Computed<")) return `${type.endsWith("| null>") ? "null" : "value"} never`;
  if (type.startsWith("Nullable")) return "null optional";
  if (/^(Defaulted|Generated)/.test(type)) return "value optional";
  return "value always";
}
