import type { Order } from "@counterfoil/core/model";
import {
  type Database,
  figureOrders,
  holdFigures,
  joinSameSales,
  knowsOtherRoads,
  lockRoads,
  markRemovedLines,
  storedOrderNumbers,
  upsertLines,
  upsertOrders,
  upsertShipments,
  type WrittenOrder,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import { readLinkPolicy } from "../policy/link-policy.ts";
import { flushStock } from "../resolution/flush-stock.ts";
import { LineSheet, type SheetLine } from "../resolution/line-sheet.ts";
import { isOpenToMachine, linkOpenLines, queueUnsearched } from "../resolution/link-open-lines.ts";
import { observeLines } from "../resolution/observe-lines.ts";
import { type SavedSheet, saveSheet } from "../resolution/save-sheet.ts";
import { freshStockIndex } from "../resolution/stock-index-cache.ts";
import { hasPlainShipments, insertDecidedOrders, layNewOrders, toRows } from "./decided-orders.ts";
import { type Foresight, recall } from "./foresee-links.ts";
import { latestOfEach, type OrderOrigin, type OrderRows, toLineRows, toShipmentRows } from "./order-rows.ts";

type Tx = Transaction<Database>;

/** What writing some orders did. */
export interface WrittenOrders extends SavedSheet {
  created: number;
  updated: number;
  unchanged: number;
  /** Numbers of orders that are stored and whose units could not be looked for. */
  unsearched: string[];
}

/** What an order holds cannot be put into rows. The cause says why; the database was not asked. */
export class OddOrderError extends Error {
  override readonly name = "OddOrderError";
}

/** Orders as they were read, and what is known of them ahead. */
export interface OrdersToWrite {
  orders: readonly Order[];
  origin: OrderOrigin;
  /** Whether units are looked for. Defaults to yes. */
  linking?: boolean;
  /** What the matcher foresaw, and who is told once it has decided. */
  ahead?: { foresight: Foresight | null; onDecided(): void } | null;
}

function reading<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw new OddOrderError("An order holds what cannot be read.", { cause });
  }
}

/**
 * Takes orders over from their platform: the rows, what they mean for lines and stock, and the links that can be made
 * at once, oldest order first. All in the caller's transaction, in a fixed number of statements. An order that is not
 * stored yet is decided first and written once. With `linking` false no unit is looked for, and the lines wait for a
 * later look.
 */
export async function writeOrders(
  tx: Tx,
  ctx: ServiceContext,
  { orders, origin, linking = true, ahead = null }: OrdersToWrite,
): Promise<WrittenOrders> {
  const read = latestOfEach(orders);
  const bringsSales = read.some(({ soldThrough }) => soldThrough != null);
  await lockRoads(tx, { workspaceId: ctx.workspaceId, bringsSales });
  await holdFigures(tx);
  const joining = bringsSales || (await knowsOtherRoads(tx));
  const fresh = joining ? new Set<string>() : await freshNumbers(tx, { orders: read, origin });
  const rows = reading(() =>
    read.filter(({ externalId }) => fresh.has(externalId)).map((order) => toRows(order, origin)),
  );
  const rest = read.filter(({ externalId }) => !fresh.has(externalId));
  const written = await writeRows(tx, ctx, { orders: rest, origin });
  const own = written.map((order) => order.id);
  const orderIds = [...new Set([...own, ...(joining ? await joinSameSales(tx, own) : [])])];
  const saved = await decideOrders(tx, ctx, { orderIds, rows, linking, ahead });
  await figureOrders(tx, [...orderIds, ...rows.map(({ order }) => order.id)]);
  const created = rows.length + written.filter((order) => order.created).length;
  const updated = written.filter((order) => !order.created).length;
  return { ...saved, created, updated, unchanged: orders.length - created - updated };
}

/** Numbers of the orders that are not stored yet, as far as they can be decided before they are. */
async function freshNumbers(
  tx: Tx,
  { orders, origin }: { orders: readonly Order[]; origin: OrderOrigin },
): Promise<Set<string>> {
  const plain = orders.filter(hasPlainShipments).map(({ externalId }) => externalId);
  const stored = await storedOrderNumbers(tx, { connectionId: origin.connectionId, externalIds: plain });
  return new Set(plain.filter((number) => !stored.has(number)));
}

/** Writes orders that may be stored already, and their parts where they are new or changed. */
async function writeRows(
  tx: Tx,
  ctx: ServiceContext,
  { orders, origin }: { orders: readonly Order[]; origin: OrderOrigin },
): Promise<WrittenOrder[]> {
  const rows = reading(() => orders.map((order) => toRows(order, origin).order));
  const written = await upsertOrders(tx, ctx.workspaceId, rows);
  await writeParts(tx, ctx, { orders, ids: new Map(written.map((order) => [order.external_id, order.id])) });
  return written;
}

async function writeParts(
  tx: Tx,
  ctx: ServiceContext,
  { orders, ids }: { orders: readonly Order[]; ids: ReadonlyMap<string, string> },
): Promise<void> {
  const changed = reading(() =>
    orders.flatMap((order) => {
      const id = ids.get(order.externalId);
      if (id === undefined) return [];
      const shipments = toShipmentRows(order, id, ctx.newId);
      return [{ order, id, lines: toLineRows(order, id, ctx.newId), shipments }];
    }),
  );
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
    changed.flatMap(({ shipments }) => shipments),
  );
}

/** Lets stored and new orders take effect: what they say now, then the links that can be made. */
async function decideOrders(
  tx: Tx,
  ctx: ServiceContext,
  {
    orderIds,
    rows,
    linking,
    ahead,
  }: { orderIds: readonly string[]; rows: readonly OrderRows[] } & Pick<Required<OrdersToWrite>, "linking" | "ahead">,
): Promise<SavedSheet & Pick<WrittenOrders, "unsearched">> {
  const sheet = await LineSheet.open(tx, orderIds);
  reading(() => layNewOrders(sheet, rows));
  reading(() => observeLines(sheet, ctx.now().toISOString()));
  // Units that these orders give back are free for those that follow in the same page.
  await flushStock(tx, ctx, sheet);
  const unsearched = linking
    ? await linkLines(tx, ctx, { sheet, foresight: ahead?.foresight ?? null })
    : [...sheet.lines.values()].filter(isOpenToMachine);
  if (!linking) queueUnsearched(ctx, sheet, unsearched);
  await insertDecidedOrders(tx, ctx, { sheet, rows });
  const saving = saveSheet(tx, ctx, sheet);
  // Only now: claims take the database longest, and deciding on the next page takes this process about as long.
  ahead?.onDecided();
  const saved = await saving;
  return { ...saved, unsearched: [...new Set(unsearched.map((line) => line.order.external_id))] };
}

async function linkLines(
  tx: Tx,
  ctx: ServiceContext,
  { sheet, foresight }: { sheet: LineSheet; foresight: Foresight | null },
): Promise<SheetLine[]> {
  const index = await freshStockIndex(tx, ctx);
  const policy = await readLinkPolicy(tx);
  const foreseen = (open: readonly SheetLine[]) => recall(foresight, { open, index, policy });
  return await linkOpenLines(tx, { ctx, sheet, index, policy, foreseen, tellsIndex: true });
}
