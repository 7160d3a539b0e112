import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test } from "vitest";
import { orderOf } from "../../testing/desk-questions.ts";
import { renderPdf, scanPage } from "../../testing/read-pdf.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("documents of orders", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });

  const shipTo = {
    ...{ name: "Bob Buyer", company: null, lines: ["1 High Street"], city: "Leeds", region: null },
    ...{ postalCode: "LS1 1AA", countryCode: "GB", phone: null, raw: null },
  };
  const pages = async (base64: string) => await renderPdf(new Uint8Array(Buffer.from(base64, "base64")));

  async function threeOrders(): Promise<string[]> {
    await desk.stock({ sku: "S", quantity: 5, location: "Loft - S10" });
    await desk.stock({ sku: "T", quantity: 5, location: "Loft - S9" });
    desk.shop.put({ externalId: "1-1", shipTo, lines: [{ sku: "S" }] });
    desk.shop.put({ externalId: "1-2", shipTo: null, lines: [{ sku: "T", quantity: 2 }] });
    desk.shop.put({ externalId: "1-3", shipTo, status: "cancelled", lines: [{ sku: "S" }] });
    await desk.sync();
    return await Promise.all(["1-1", "1-2", "1-3"].map(async (number) => (await orderOf(desk, number)).id));
  }

  test("each order answers for itself: what cannot be printed says why and hides no other", async () => {
    const orderIds = await threeOrders();
    const unknown = desk.parts.newId();
    const made = await desk.owner.documents.make({
      kind: "address-labels",
      size: "4x6",
      orderIds: [...orderIds, unknown],
    });
    expect(made.skipped.map(({ platformOrderId, message }) => [platformOrderId, message])).toEqual([
      [null, "The order was not found."],
      ["1-2", "No address of this order is known."],
      ["1-3", "This order is cancelled."],
    ]);
    const [page, ...others] = await pages(made.base64);
    expect(others).toEqual([]);
    expect((await scanPage(page as NonNullable<typeof page>)).map(({ text }) => text)).toEqual(["1-1", "1-1"]);
  });

  test("slips come in the order asked for", async () => {
    const [first = "", second = ""] = await threeOrders();
    const made = await desk.owner.documents.make({
      kind: "packing-slips",
      size: "a6",
      orderIds: [second, first, second],
    });
    const scanned = await Promise.all((await pages(made.base64)).map(scanPage));
    expect(scanned.map(([code]) => code?.text)).toEqual(["1-2", "1-1"]);
  });

  test("case 67: a pick list changes nothing, and asked twice is the same", async () => {
    await threeOrders();
    const ask = () => desk.owner.documents.make({ kind: "pick-list" });
    const before = desk.events.length;
    const [first, second] = [await ask(), await ask()];
    expect(first.pages).toBe(1);
    expect(second.pages).toBe(1);
    expect(desk.events).toHaveLength(before);
  });

  test("only members print, and nobody another workspace's orders", async () => {
    const [first = ""] = await threeOrders();
    const ask = { kind: "packing-slips" as const, orderIds: [first] };
    await expect(desk.callerFor(desk.workspaceId, "viewer").documents.make(ask)).rejects.toThrow(/role of packer/);
    const stranger = desk.callerFor(await context.createWorkspace());
    await expect(stranger.documents.make(ask)).rejects.toThrow("The order was not found.");
    await expect(desk.owner.documents.make({ kind: "packing-slips" })).rejects.toThrow("Choose at least one order.");
  });
});
