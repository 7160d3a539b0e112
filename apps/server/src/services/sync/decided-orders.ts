import { setImmediate as turn } from "node:timers/promises";
import type { Order } from "@counterfoil/core/model";
import {
  type BookLineRow,
  type BookOrderRow,
  type Database,
  insertNewLines,
  insertNewOrders,
  type LineUpsert,
  type NewLine,
  type OrderUpsert,
  type ShipmentUpsert,
  upsertShipments,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import type { LineSheet, SheetLine } from "../resolution/line-sheet.ts";
import { writeLineState } from "../resolution/line-state-row.ts";
import { draftStubs, linkStateOf } from "../resolution/save-sheet.ts";
import { type OrderOrigin, type OrderRows, toLineRows, toOrderRow, toShipmentRows } from "./order-rows.ts";

const preparedTogether = 5;

/** Whether each package of the order has an id of its own, so that its lines are known before it is stored. */
export function hasPlainShipments({ shipments }: Order): boolean {
  const ids = new Set(shipments.map(({ externalId }) => externalId));
  return ids.size === shipments.length && !ids.has(null);
}

/** Makes the rows of orders ready, a few at a time, so that answers of the database are not kept waiting. */
export async function prepareRows(orders: readonly Order[], origin: OrderOrigin): Promise<Map<Order, OrderRows>> {
  const prepared = new Map<Order, OrderRows>();
  for (const [place, order] of orders.entries()) {
    try {
      prepared.set(order, makeRows(order, origin));
    } catch {
      // An odd order is told of when its page is written.
    }
    if (place % preparedTogether === 0) await turn();
  }
  return prepared;
}

/** All rows of an order. */
export function toRows(order: Order, origin: OrderOrigin): OrderRows {
  return origin.prepared?.get(order) ?? makeRows(order, origin);
}

function makeRows(order: Order, origin: OrderOrigin): OrderRows {
  const row = toOrderRow(order, origin);
  const lines = toLineRows(order, row.id, origin.newId);
  return { order: row, lines, shipments: toShipmentRows(order, row.id, origin.newId) };
}

/** Lays new orders on the sheet as they would be read after they were stored. */
export function layNewOrders(sheet: LineSheet, rows: readonly OrderRows[]): void {
  sheet.add({
    orders: rows.map(({ order }) => bookOrder(order)),
    lines: rows.flatMap(({ lines, shipments }) => lines.map((line) => bookLine(line, packedUnits(shipments, line)))),
  });
}

function bookOrder(order: OrderUpsert): BookOrderRow {
  const { id, connection_id, platform, external_id, status, payment_status, lines_complete } = order;
  return {
    ...{ id, connection_id, platform, external_id, status, payment_status, lines_complete },
    ...{ placed_at: new Date(order.placed_at), buyer_name: order.buyer_name, buyer_username: order.buyer_username },
    ...{ link_state: "needs_link", same_sale_as: null },
  };
}

function bookLine(line: LineUpsert, packed: number): BookLineRow {
  const { shipping_minor: _, tax_minor: __, variation: ___, identifiers, ...row } = line;
  return {
    ...{ ...row, identifiers: [...identifiers], state: "pending", reason: null, quantity_needed: 0 },
    ...{ decided_by_kind: null, decided_by: null, state_detail: {}, version: 1, removed_at: null, packed },
    has_entry: false,
  };
}

function packedUnits(shipments: readonly ShipmentUpsert[], line: LineUpsert): number {
  const parts = shipments.flatMap(({ lines }) => lines);
  return parts
    .filter((part) => part.line_external_id === line.external_id && part.quantity > 0)
    .reduce((sum, part) => sum + part.quantity, 0);
}

/**
 * Writes new orders with what was decided on their lines, each row once. While the database writes them, what comes after
 * them is made ready.
 */
export async function insertDecidedOrders(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  { sheet, rows }: { sheet: LineSheet; rows: readonly OrderRows[] },
): Promise<void> {
  if (rows.length === 0) return;
  const at = ctx.now().toISOString();
  const orders = rows.flatMap(({ order }) => {
    const laid = sheet.orders.get(order.id);
    return laid ? [{ ...order, ...linkStateOf(laid) }] : [];
  });
  const lines = await during(insertNewOrders(tx, ctx.workspaceId, orders), () =>
    rows.flatMap((row) => row.lines.map((line) => decidedLine(line, { laid: sheet.lines.get(line.id), at }))),
  );
  await during(insertNewLines(tx, ctx.workspaceId, lines), () => draftStubs(ctx, sheet));
  await upsertShipments(
    tx,
    ctx.workspaceId,
    rows.flatMap(({ shipments }) => shipments),
  );
}

/** Does work while the database does its own, and waits for both. */
async function during<Result>(writing: Promise<void>, work: () => Result): Promise<Result> {
  const [result] = await Promise.all([turn().then(work), writing]);
  return result;
}

const undecided: Omit<NewLine, keyof LineUpsert> = {
  ...{ state: "pending", reason: null, quantity_needed: 0, decided_by_kind: null, decided_by: null },
  ...{ decided_at: null, state_detail: {} },
};

function decidedLine(line: LineUpsert, { laid, at }: { laid: SheetLine | undefined; at: string }): NewLine {
  const isDecided = laid !== undefined && laid.events.length > 0;
  return { ...line, ...(isDecided ? writeLineState(laid.state, at) : undecided) };
}
