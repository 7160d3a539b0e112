import { describeError } from "../http/error-shape.ts";
import type { OrderDetailView } from "../services/orders/order-views.ts";
import type { EntryDetailView, EntryRowView } from "../services/resolution/entry-views.ts";
import type { TestDesk } from "./test-desk.ts";

/** An order by the platform's own number. */
export async function orderOf(desk: TestDesk, externalId: string): Promise<OrderDetailView> {
  const { orders } = await desk.owner.orders.list({ q: externalId, limit: 100 });
  const row = orders.find(({ platformOrderId }) => platformOrderId === externalId);
  if (!row) throw new Error(`there is no order ${externalId}`);
  return await desk.owner.orders.get({ id: row.id });
}

/** A line of an order, the first unless told otherwise. */
export async function lineOf(desk: TestDesk, externalId: string, position = 0) {
  const line = (await orderOf(desk, externalId)).lines[position];
  if (!line) throw new Error(`order ${externalId} has no line ${position}`);
  return line;
}

/** Ids of the units that a line holds, in the order in which it took them. */
export async function unitsOf(desk: TestDesk, externalId: string, position = 0): Promise<string[]> {
  const { claims } = await lineOf(desk, externalId, position);
  return claims.filter(({ state }) => state !== "released").map(({ inventoryItemId }) => inventoryItemId);
}

/** The entry of an order's first line, whatever became of it. */
export async function entryOf(desk: TestDesk, externalId: string, position = 0): Promise<EntryDetailView> {
  const { entryId } = await lineOf(desk, externalId, position);
  if (entryId === null) throw new Error(`order ${externalId} never waited for a person`);
  return await desk.owner.resolution.get({ entryId });
}

/** The entries that wait. */
export async function waiting(desk: TestDesk): Promise<EntryRowView[]> {
  return (await desk.owner.resolution.list({ limit: 100 })).entries;
}

/** How a call was refused, as every door tells it. Fails when it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await call;
  } catch (error) {
    const { code, message } = describeError(error);
    return { code, message };
  }
  throw new Error("the call was not refused");
}
