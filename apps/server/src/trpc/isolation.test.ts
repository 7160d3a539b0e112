import { type DatabaseHandle, dumpDatabase } from "@counterfoil/db";
import { createTestWorkspace, describeEachDatabase, fillEveryTable } from "@counterfoil/db/testing";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import {
  idTables,
  keyColumn,
  outsideWorkspaces,
  type Procedure,
  procedures,
  tableOf,
} from "../testing/ids-in-inputs.ts";
import { sampleInputs } from "../testing/sample-input.ts";
import { openTestDesk, type TestDesk } from "../testing/test-desk.ts";

// Generated from the router: a procedure that is added is called here without being named, and one that names an id
// of a kind that is not known here fails until the table behind that id is.

/** "Not there" is the answer to a foreign id; lists that filter by one, and answers row by row, are empty of it. */
const notThere = expect.objectContaining({ code: expect.stringMatching(/^(not_found|answered)$/) });

const inside = procedures.filter(({ path }) => !outsideWorkspaces.has(path));

interface Shops {
  desk: TestDesk;
  /** The workspace that must stay unseen, with at least one row in every table. */
  hidden: string;
}

async function idIn(database: DatabaseHandle, { hidden }: Shops, table: string): Promise<string> {
  const key = sql.ref(keyColumn(table));
  const { rows } = await database.inWorkspace(hidden, (tx) =>
    sql<{ id: string }>`SELECT ${key} AS id FROM ${sql.table(table)} LIMIT 1`.execute(tx),
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`the other workspace has no row in ${table}`);
  return row.id;
}

/** Every row of the workspace that must stay untouched, as a backup would hold it. */
async function rowsOf(database: DatabaseHandle, workspaceId: string): Promise<string[]> {
  const lines: string[] = [];
  await dumpDatabase(database, async (line) => {
    if (line.includes(workspaceId)) lines.push(line);
  });
  return lines;
}

/** What a procedure answered the other workspace's owner. */
async function call(shops: Shops, path: string, input: unknown): Promise<{ code: string; answer: string }> {
  const [area = "", verb = ""] = path.split(".");
  const caller = shops.desk.owner as unknown as Record<string, Record<string, (given: unknown) => Promise<unknown>>>;
  try {
    return { code: "answered", answer: JSON.stringify((await caller[area]?.[verb]?.(input)) ?? null) };
  } catch (error) {
    const { cause, code } = error as { cause?: { code?: string }; code?: string };
    const answer = String(error);
    const missing = cause?.code === "invalid" && answer.includes("not found");
    return { code: missing ? "not_found" : (cause?.code ?? code ?? "unknown"), answer };
  }
}

describeEachDatabase("another workspace's rows", (context) => {
  let shops: Shops;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    const desk = await openTestDesk(context.database);
    const hidden = await createTestWorkspace(context.database);
    await fillEveryTable(context.database, hidden);
    shops = { desk, hidden };
    for (const table of new Set(Object.values(idTables))) ids.set(table, await idIn(context.database, shops, table));
    ids.set("workspaces", hidden);
  });

  test.each(inside.map(({ path }) => path))(
    "are neither shown nor changed by %s, which knows none of their ids",
    async (path) => {
      const { input: schema } = inside.find((candidate) => candidate.path === path) as Procedure;
      const idFor = (property: string) =>
        property === "workspaceId" ? shops.hidden : (ids.get(tableOf(path, property) ?? "") ?? null);
      const before = await rowsOf(context.database, shops.hidden);
      for (const given of schema ? sampleInputs(schema, idFor) : [{ input: undefined, ids: [] }]) {
        const outcome = await call(shops, path, given.input);
        if (given.ids.length > 0) expect(outcome).toEqual(notThere);
        // Answers row by row repeat the id that was asked for; they may hold no other.
        const asked = JSON.stringify(given.input) ?? "";
        const others = [shops.hidden, ...ids.values()].filter((id) => !asked.includes(id));
        for (const id of others) expect(outcome.answer).not.toContain(id);
      }
      expect(await rowsOf(context.database, shops.hidden)).toEqual(before);
    },
  );

  test(`are asked for through every procedure (${inside.length} of ${procedures.length})`, () => {
    expect(procedures.map(({ path }) => path)).toEqual(expect.arrayContaining([...outsideWorkspaces]));
    expect(inside.length).toBe(procedures.length - outsideWorkspaces.size);
  });
});
