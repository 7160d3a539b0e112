import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test } from "vitest";
import { orderOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { eraseAllExpired } from "./erase-expired.ts";

const dayMs = 86_400_000;
const personal = /Jo Buyer|jo_buys|jo@example|High St|with Jo/;

describeEachDatabase("buyers' data", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
    desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
    desk.shop.put({ externalId: "1-2", lines: [{ sku: "T" }] });
    await desk.sync();
    await write("1-1");
  });

  /** What a platform tells of a buyer. */
  const write = (externalId: string) =>
    context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx
        .updateTable("orders")
        .set((eb) => ({
          ...{ buyer_name: "Jo Buyer", buyer_username: "jo_buys", buyer_email: "jo@example.com", status: "shipped" },
          ...{ buyer_external_id: "id-jo_buys", buyer_note: "leave it with Jo", raw: '{"buyer":"jo_buys"}' },
          ship_to: JSON.stringify({ name: "Jo Buyer", lines: ["1 High St"] }),
          search_text: eb("search_text", "||", " jo_buys Jo Buyer jo@example.com"),
        }))
        .where("external_id", "=", externalId)
        .execute(),
    );
  const endedDaysAgo = (days: number) =>
    context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx
        .updateTable("orders")
        .set({ shipped_at: new Date(desk.parts.now().getTime() - days * dayMs) })
        .where("external_id", "=", "1-1")
        .execute(),
    );
  const stored = async () =>
    JSON.stringify(
      await context.database.inWorkspace(desk.workspaceId, async (tx) => [
        await tx.selectFrom("orders").selectAll().execute(),
        await tx.selectFrom("queue_entries").select("search_text").execute(),
      ]),
    );

  test("is erased 90 days after the order was sent, not before, and the sale stays", async () => {
    await endedDaysAgo(89);
    await eraseAllExpired(desk.parts);
    expect(await stored()).toMatch(personal);
    await endedDaysAgo(91);
    await eraseAllExpired(desk.parts);
    expect(await stored()).not.toMatch(personal);
    expect((await orderOf(desk, "1-1")).lines).toHaveLength(1);
    expect(await desk.owner.privacy.get()).toMatchObject({ buyerDays: 90, orders: 2, withBuyer: 1, erased: 1 });
  });

  test("is kept no longer than its platform's policy allows, whatever the seller chose", async () => {
    const { manifest } = desk.shop.definition;
    Object.assign(manifest, { buyerDataDays: 30 });
    await desk.owner.privacy.set({ buyerDays: null });
    await endedDaysAgo(29);
    await eraseAllExpired(desk.parts);
    expect(await stored()).toMatch(personal);
    expect((await desk.owner.privacy.get()).platforms).toEqual([
      expect.objectContaining({ platform: "ebay", days: 30, mostDays: 30, withBuyer: 2, erased: 0 }),
    ]);
    await endedDaysAgo(31);
    await eraseAllExpired(desk.parts);
    expect(await stored()).not.toMatch(personal);
    await desk.owner.privacy.set({ buyerDays: 10 });
    expect((await desk.owner.privacy.get()).platforms).toEqual([expect.objectContaining({ days: 10, mostDays: 30 })]);
  });

  test("is told of with everything else that is stored, in numbers alone, to managers", async () => {
    const view = await desk.owner.privacy.stored();
    const rows = new Map(view.kinds.map(({ kind, rows: count }) => [kind, count]));
    expect(rows.get("orders")).toBe(2);
    expect(rows.get("credentials")).toBe(0);
    expect(rows.get("decisions")).toBeGreaterThan(0);
    expect(view.buyers.withBuyer).toBe(2);
    expect(JSON.stringify(view)).not.toMatch(personal);
    await expect(desk.callerFor(desk.workspaceId, "packer").privacy.stored()).rejects.toThrow(/manager/);
  });

  test("stays erased when its platform tells of the order again", async () => {
    await endedDaysAgo(91);
    await eraseAllExpired(desk.parts);
    await write("1-1");
    expect(await stored()).not.toMatch(personal);
  });

  test("is kept as long as the seller says, or until it is erased", async () => {
    await endedDaysAgo(400);
    await desk.owner.privacy.set({ buyerDays: null });
    await eraseAllExpired(desk.parts);
    expect(await stored()).toMatch(personal);
    await desk.owner.privacy.set({ buyerDays: 500 });
    await eraseAllExpired(desk.parts);
    expect(await stored()).toMatch(personal);
    await desk.owner.privacy.set({ buyerDays: 30 });
    await eraseAllExpired(desk.parts);
    expect(await stored()).not.toMatch(personal);
  });

  test("is handed out whole, and erased at the buyer's wish", async () => {
    const handed = await desk.owner.privacy.exportBuyer({ buyer: " JO@example.com " });
    expect(handed.orders).toMatchObject([
      { external_id: "1-1", buyer_name: "Jo Buyer", buyer_note: "leave it with Jo" },
    ]);
    expect(handed.lines).toHaveLength(1);
    expect(await desk.owner.privacy.eraseBuyer({ buyer: "Jo Buyer" })).toEqual({ orders: 1 });
    expect(await stored()).not.toMatch(personal);
    await expect(desk.owner.privacy.eraseBuyer({ buyer: "Jo Buyer" })).rejects.toThrow("not found");
    await expect(desk.owner.privacy.exportBuyer({ buyer: "%" })).rejects.toThrow();
  });
});
