import type { Order } from "@counterfoil/core/model";
import { type Database, markRemovedLines, upsertLines, upsertOrders, upsertShipments } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import { readPolicy } from "../policy/policy-row.ts";
import { flushStock } from "../resolution/flush-stock.ts";
import { LineSheet } from "../resolution/line-sheet.ts";
import { linkOpenLines } from "../resolution/link-open-lines.ts";
import { observeLines } from "../resolution/observe-lines.ts";
import { type SavedSheet, saveSheet } from "../resolution/save-sheet.ts";
import { freshStockIndex } from "../resolution/stock-index-cache.ts";
import { latestOfEach, type OrderOrigin, toLineRows, toOrderRow, toShipmentRows } from "./order-rows.ts";

type Tx = Transaction<Database>;

/** What writing some orders did. */
export interface WrittenOrders extends SavedSheet {
  created: number;
  updated: number;
  unchanged: number;
}

/**
 * Takes orders over from their platform: the rows, what they mean for lines and stock, and the links that can be made
 * at once, oldest order first. All in the caller's transaction, in a fixed number of statements.
 */
export async function writeOrders(
  tx: Tx,
  ctx: ServiceContext,
  { orders, origin }: { orders: readonly Order[]; origin: OrderOrigin },
): Promise<WrittenOrders> {
  const read = latestOfEach(orders);
  const written = await upsertOrders(
    tx,
    ctx.workspaceId,
    read.map((order) => toOrderRow(order, origin)),
  );
  const ids = new Map(written.map((order) => [order.external_id, order.id]));
  await writeParts(tx, ctx, { orders: read, ids });
  const saved = await decideOrders(tx, ctx, [...ids.values()]);
  const created = written.filter((order) => order.created).length;
  return { ...saved, created, updated: written.length - created, unchanged: orders.length - written.length };
}

async function writeParts(
  tx: Tx,
  ctx: ServiceContext,
  { orders, ids }: { orders: readonly Order[]; ids: ReadonlyMap<string, string> },
): Promise<void> {
  const changed = orders.flatMap((order) => {
    const id = ids.get(order.externalId);
    return id === undefined ? [] : [{ order, id, lines: toLineRows(order, id, ctx.newId) }];
  });
  await upsertLines(
    tx,
    ctx.workspaceId,
    changed.flatMap(({ lines }) => lines),
  );
  const whole = changed.filter(({ order }) => order.linesComplete);
  await markRemovedLines(
    tx,
    whole.map(({ id, lines }) => ({ order_id: id, external_ids: lines.map((line) => line.external_id) })),
  );
  await upsertShipments(
    tx,
    ctx.workspaceId,
    changed.flatMap(({ order, id }) => toShipmentRows(order, id, ctx.newId)),
  );
}

/** Lets stored orders take effect: what they say now, then the links that can be made. */
export async function decideOrders(tx: Tx, ctx: ServiceContext, orderIds: readonly string[]): Promise<SavedSheet> {
  const sheet = await LineSheet.open(tx, orderIds);
  observeLines(sheet, ctx.now().toISOString());
  // Units that these orders give back are free for those that follow in the same page.
  await flushStock(tx, ctx, sheet);
  const index = await freshStockIndex(tx, ctx);
  await linkOpenLines(tx, { ctx, sheet, index, policy: await readPolicy(tx) });
  return await saveSheet(tx, ctx, sheet);
}
