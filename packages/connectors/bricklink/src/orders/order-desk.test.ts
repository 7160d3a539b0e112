import { afterAll, beforeEach, expect, test } from "vitest";
import { bricklink } from "../index.ts";
import { startStandIn } from "../testing/bricklink-stand-in.ts";

const standIn = await startStandIn();
const { simulator, driver, settings } = standIn;
afterAll(standIn.stop);
beforeEach(() => simulator.reset());

const connect = () =>
  bricklink.create({ ...settings(), now: driver.clock.now, sleep: async (ms) => driver.clock.advance(ms) });
const placed = () => String(simulator.acts.placeOrder({ lines: [{ inventoryId: 502, quantity: 1 }] }).orderId);
/** The seed's order that is paid outside the site. */
async function paidByTransfer(): Promise<string> {
  for await (const page of connect().orders.changedSince(null)) {
    const open = page.items.find((order) => order.status === "pending");
    if (open) return open.externalId;
  }
  throw new Error("the seed has no open order");
}
const mails = () => simulator.ledger.list({ kind: "drive-thru-sent" });

test("status, payment, note and archive mark are set one by one, and the next reading shows them", async () => {
  const store = connect();
  const id = await paidByTransfer();
  await store.orderDesk.setPaymentStatus(id, "Received");
  await store.orderDesk.setStatus(id, "PACKED");
  await store.orderDesk.setNote(id, "call (first) & wrap");
  await store.orderDesk.setArchived(id, true);
  expect(await store.orders.get(id)).toMatchObject({
    status: "packed",
    paymentStatus: "paid",
    sellerNote: "call (first) & wrap",
    archived: true,
  });
  await store.orderDesk.setArchived(id, false);
  expect((await store.orders.get(id)).archived).toBe(false);
});

test("a payment made on the site is BrickLink's to say", async () => {
  const refused = connect().orderDesk.setPaymentStatus(placed(), "Received");
  await expect(refused).rejects.toMatchObject({ code: "conflict" });
});

test("a move that BrickLink refuses is a conflict in its words", async () => {
  const store = connect();
  const id = placed();
  simulator.acts.cancelOrder({ orderId: Number(id) });
  await expect(store.orderDesk.setStatus(id, "PACKED")).rejects.toMatchObject({ code: "conflict" });
});

test("the buyer is thanked once, however often it is asked", async () => {
  const { orderDesk } = connect();
  const id = placed();
  expect(await orderDesk.thankBuyer(id, { copyToSeller: true })).toBe("sent");
  expect(await orderDesk.thankBuyer(id)).toBe("already_sent");
  expect(mails().map(({ data }) => data["mailMe"])).toEqual([true]);
});

test("a mail whose answer was lost is found on the order and not sent again", async () => {
  const { orderDesk } = connect();
  const id = placed();
  simulator.faults.add({ kind: "cut", when: "after-effect", operation: "sendDriveThru", count: 1 });
  expect(await orderDesk.thankBuyer(id)).toBe("sent");
  expect(mails()).toHaveLength(1);
});

test("a mail that never reached BrickLink stays unknown to the caller instead of being called sent", async () => {
  const { orderDesk } = connect();
  const id = placed();
  simulator.faults.add({ kind: "cut", when: "before-effect", operation: "sendDriveThru", count: 1 });
  await expect(orderDesk.thankBuyer(id)).rejects.toMatchObject({ code: "outcome_unknown" });
  expect(mails()).toEqual([]);
});

test("messages come as plain text, also without a subject", async () => {
  const id = placed();
  simulator.acts.sendMessage({ orderId: Number(id), subject: null, body: "Is it complete (100%)?" });
  const messages = await connect().orderDesk.messages(id);
  expect(messages).toEqual([
    expect.objectContaining({ subject: null, body: "Is it complete (100%)?", to: "shelfbricks" }),
  ]);
});

test("unread hints are taken once and carry the same ids as pushes", async () => {
  const store = connect();
  const id = placed();
  const { events, problems } = await store.notifications.take();
  expect(problems).toEqual([]);
  expect(events).toEqual([
    expect.objectContaining({ type: "order-changed", orderExternalId: id, id: expect.stringMatching(`^Order:${id}:`) }),
  ]);
  expect((await store.notifications.take()).events).toEqual([]);
});
