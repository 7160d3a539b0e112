import { type DatabaseContext, describeEachDatabase } from "@counterfoil/db/testing";
import { type RawBuilder, sql } from "kysely";
import { expect, test } from "vitest";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { verifyTrail } from "./verify-trail.ts";

/** A desk with decisions behind it: lines linked, undone and left open. */
async function deskWithHistory(context: DatabaseContext): Promise<TestDesk> {
  const desk = await openTestDesk(context.database);
  await desk.stock({ sku: "S-1", quantity: 2 });
  for (const [externalId, sku] of [
    ["order-1", "S-1"],
    ["order-2", "S-1"],
    ["order-3", "unknown"],
  ] as const)
    desk.shop.put({ externalId, lines: [{ sku }] });
  await desk.sync();
  const [entry] = (await desk.owner.resolution.list({ limit: 10 })).entries;
  await desk.owner.resolution.skip({ entryId: entry?.id ?? "" });
  return desk;
}

/** What only the owner of the tables can do. */
async function behindItsBack(context: DatabaseContext, statement: RawBuilder<unknown>): Promise<void> {
  await context.database.db.transaction().execute(async (tx) => {
    for (const table of ["audit", "stubs"]) {
      await sql`ALTER TABLE ${sql.table(table)} NO FORCE ROW LEVEL SECURITY`.execute(tx);
    }
    await statement.execute(tx);
    for (const table of ["audit", "stubs"]) {
      await sql`ALTER TABLE ${sql.table(table)} FORCE ROW LEVEL SECURITY`.execute(tx);
    }
  });
}

async function readIds(context: DatabaseContext, desk: TestDesk, table: "audit" | "stubs"): Promise<string[]> {
  const order = table === "audit" ? "at" : "sequence";
  const { rows } = await context.database.inWorkspace(desk.workspaceId, (tx) =>
    sql<{ id: string }>`SELECT id FROM ${sql.table(table)} ORDER BY ${sql.ref(order)}`.execute(tx),
  );
  return rows.map(({ id }) => id);
}

describeEachDatabase("verifying what was written down", (context) => {
  test("finds nothing in what the desk wrote, and tells how much it read", async () => {
    const desk = await deskWithHistory(context);
    const report = await verifyTrail(desk.parts, desk.workspaceId);
    expect(report).toMatchObject({ faults: [], auditHead: expect.any(String), stubHead: expect.any(String) });
    expect(report.auditRows).toBe((await readIds(context, desk, "audit")).length);
    expect(report.stubs).toBe((await readIds(context, desk, "stubs")).length);
    expect(report.stubs).toBeGreaterThan(3);
  });

  test("names the stub and the audit row that were tampered with", async () => {
    const desk = await deskWithHistory(context);
    await verifyTrail(desk.parts, desk.workspaceId);
    const [stub, note] = [(await readIds(context, desk, "stubs"))[1], (await readIds(context, desk, "audit"))[0]];
    await behindItsBack(
      context,
      sql`UPDATE stubs SET payload = jsonb_set(payload, '{note}', '"nothing happened"') WHERE id = ${stub}`,
    );
    await behindItsBack(context, sql`UPDATE audit SET actor = 'somebody else' WHERE id = ${note}`);
    expect((await verifyTrail(desk.parts, desk.workspaceId)).faults).toEqual([
      { trail: "audit", id: note, number: 1, fault: "changed" },
      { trail: "stubs", id: stub, number: 2, fault: "changed" },
    ]);
  });

  test("names where stubs were taken out, also at the end", async () => {
    const desk = await deskWithHistory(context);
    const ids = await readIds(context, desk, "stubs");
    await behindItsBack(context, sql`DELETE FROM stubs WHERE id IN (${ids[1]}, ${ids.at(-1)})`);
    expect((await verifyTrail(desk.parts, desk.workspaceId)).faults).toEqual([
      { trail: "stubs", id: ids[2], number: 3, fault: "chain_broken" },
      { trail: "stubs", id: "the newest stubs", number: ids.length, fault: "missing" },
    ]);
  });

  test("says that a decision's record was given to another line", async () => {
    const desk = await deskWithHistory(context);
    const [first] = await readIds(context, desk, "stubs");
    await behindItsBack(context, sql`UPDATE stubs SET decided_by_kind = 'person' WHERE id = ${first}`);
    expect((await verifyTrail(desk.parts, desk.workspaceId)).faults).toMatchObject([{ id: first, fault: "changed" }]);
  });
});
