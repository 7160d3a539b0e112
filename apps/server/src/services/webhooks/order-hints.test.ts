import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test, vi } from "vitest";
import { lineOf, orderOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { systemContext } from "../context.ts";
import { handleWebhookEvent } from "./handle-webhook-event.ts";

describeEachDatabase("a platform's hint that an order changed", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });

  const hint = async (orderExternalId: string | null, connectionId: string | null = desk.shopConnectionId) => {
    const id = desk.parts.newId();
    const type = orderExternalId === null ? "orders-changed" : "order-changed";
    const occurredAt = "2026-04-01T08:00:00Z";
    await context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx
        .insertInto("webhook_events")
        .values({
          ...{ workspace_id: desk.workspaceId, id, connection_id: connectionId, platform: "ebay", event_id: id, type },
          payload: JSON.stringify({ type, id, occurredAt, ...(orderExternalId && { orderExternalId }) }),
        })
        .execute(),
    );
    return id;
  };
  const handle = (eventId: string) =>
    handleWebhookEvent({ ctx: systemContext(desk.parts, desk.workspaceId, "webhook"), input: { eventId } });
  const waiting = () => desk.waitingJobs.map(({ name }) => name);
  const states = async () =>
    await context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx.selectFrom("webhook_events").select("state").orderBy("id").execute(),
    );

  test("reads that order alone, links it, and starts no sync", async () => {
    await desk.stock({ sku: "S" });
    desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
    desk.shop.put({ externalId: "1-2", lines: [{ sku: "T" }] });
    desk.waitingJobs.length = 0;
    await handle(await hint("1-1"));
    expect((await lineOf(desk, "1-1")).state).toBe("linked");
    expect((await desk.owner.orders.list({})).total).toBe(1);
    expect(await desk.owner.sync.runs({})).toEqual([]);
    expect(waiting()).not.toContain("orders.sync");
    expect(desk.events).toContainEqual(expect.objectContaining({ type: "orders-changed" }));
    await desk.sync();
    expect((await desk.owner.orders.list({})).total).toBe(2);
  });

  test("in a burst costs one reading", async () => {
    desk.shop.put({ externalId: "1-1", lines: [{}] });
    const read = vi.spyOn(desk.shop.connector.orders ?? ({} as never), "get");
    const hints = [await hint("1-1"), await hint("1-1"), await hint("1-1")];
    for (const id of hints) await handle(id);
    expect(read).toHaveBeenCalledTimes(1);
    expect(await states()).toEqual(hints.map(() => ({ state: "done" })));
  });

  test("has everything read when that order cannot be, and nothing is lost", async () => {
    desk.shop.put({ externalId: "1-1", lines: [{}] });
    vi.spyOn(desk.shop.connector.orders ?? ({} as never), "get").mockRejectedValue(new TypeError("unreadable"));
    await handle(await hint("1-1"));
    expect(waiting()).toContain("orders.sync");
    await desk.runJobs();
    expect((await orderOf(desk, "1-1")).platformOrderId).toBe("1-1");
  });

  test("that names none has everything read; of an order that is not there nothing is made", async () => {
    await handle(await hint("9-9"));
    expect(waiting()).not.toContain("orders.sync");
    await handle(await hint(null));
    expect(waiting()).toContain("orders.sync");
  });
});
