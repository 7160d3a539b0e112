import { randomUUID } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import { expect, it } from "vitest";
import { type DatabaseContext, describeEachDatabase } from "../testing/describe-each-database.ts";
import { findFaultyAudit, linkAuditRows, readAuditChain } from "./audit-chain.queries.ts";

async function write(context: DatabaseContext, workspaceId: string, text: string): Promise<string> {
  const id = randomUUID();
  await context.database.inWorkspace(workspaceId, (tx) =>
    tx
      .insertInto("audit")
      .values({
        ...{ workspace_id: workspaceId, id, actor_kind: "person", actor: "Ada", action: "item-updated" },
        ...{ subject_type: "inventory_item", subject_id: "1", text },
      })
      .execute(),
  );
  return id;
}

const link = (context: DatabaseContext, workspaceId: string, most = 100) =>
  context.database.inWorkspace(workspaceId, (tx) => linkAuditRows(tx, { workspaceId, most, now: new Date() }));
const faults = (context: DatabaseContext, workspaceId: string) =>
  context.database.inWorkspace(workspaceId, (tx) => findFaultyAudit(tx, 10));

/** What only the owner of the tables can do: the roles of the server cannot change the trail. */
async function behindItsBack(context: DatabaseContext, statement: RawBuilder<unknown>): Promise<void> {
  const tables = ["audit", "audit_links", "audit_unlinked"];
  await context.database.db.transaction().execute(async (tx) => {
    for (const table of tables) await sql`ALTER TABLE ${sql.table(table)} NO FORCE ROW LEVEL SECURITY`.execute(tx);
    await statement.execute(tx);
    for (const table of tables) await sql`ALTER TABLE ${sql.table(table)} FORCE ROW LEVEL SECURITY`.execute(tx);
  });
}

describeEachDatabase("the audit trail", (context) => {
  it("is linked once, whoever links and however often, and then has no fault", async () => {
    const workspaceId = await context.createWorkspace();
    for (const text of ["one", "two", "three", "four", "five"]) await write(context, workspaceId, text);
    const linked = await Promise.all([
      link(context, workspaceId, 3),
      link(context, workspaceId),
      link(context, workspaceId),
    ]);
    expect(linked.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(await faults(context, workspaceId)).toEqual([]);
    const state = await context.database.inWorkspace(workspaceId, readAuditChain);
    expect(state).toEqual({ linked: 5, waiting: 0, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it("names the row that was changed, removed or put in behind its back", async () => {
    const workspaceId = await context.createWorkspace();
    const ids: string[] = [];
    for (const text of ["one", "two", "three", "four"]) ids.push(await write(context, workspaceId, text));
    await link(context, workspaceId);
    const waiting = await write(context, workspaceId, "five");
    const [, second, third] = ids;
    const added = await write(context, workspaceId, "six");
    await behindItsBack(context, sql`UPDATE audit SET actor = 'Bob' WHERE id = ${second}`);
    await behindItsBack(context, sql`DELETE FROM audit WHERE id IN (${third}, ${waiting})`);
    await behindItsBack(context, sql`DELETE FROM audit_unlinked WHERE audit_id = ${added}`);
    expect(await faults(context, workspaceId)).toEqual([
      { auditId: second, fault: "changed", number: 2 },
      { auditId: third, fault: "missing", number: 3 },
      { auditId: waiting, fault: "missing", number: null },
      { auditId: added, fault: "added", number: null },
    ]);
  });

  it("shows a link that was rewritten to fit a changed row", async () => {
    const workspaceId = await context.createWorkspace();
    const ids: string[] = [];
    for (const text of ["one", "two", "three"]) ids.push(await write(context, workspaceId, text));
    await link(context, workspaceId);
    await behindItsBack(context, sql`UPDATE audit SET text = 'other' WHERE id = ${ids[0]}`);
    await behindItsBack(
      context,
      sql`UPDATE audit_links AS link SET row_hash = audit_row_hash(note), hash = audit_link_hash('', audit_row_hash(note))
        FROM audit AS note WHERE note.id = link.audit_id AND link.audit_id = ${ids[0]}`,
    );
    expect(await faults(context, workspaceId)).toEqual([{ auditId: ids[1], fault: "chain_broken", number: 2 }]);
  });
});
