import { sql, type Transaction } from "kysely";
import type { LateRiskRow } from "../analytics/dispatch.queries.ts";
import type { Period } from "../analytics/period.ts";
import type { LowGoodsRow, StockAgeRow } from "../analytics/stock.queries.ts";
import type { Database } from "../database.ts";
import type { OrderRow } from "../tables/order.table.ts";
import type { InventoryItemRow } from "../tables/stock.table.ts";

/** What the stock and the waiting orders come to at one moment, counted once more by the program, row by row. */
export interface PlainStock {
  lateRisk: LateRiskRow[];
  stockAge: StockAgeRow[];
  lowGoods: LowGoodsRow[];
}

interface PlainStockQuestion {
  period: Period;
  now: Date;
  soon: Date;
  atMost: number;
  limit: number;
}

const dayMs = 86_400_000;

/** Reads the rows as they are and counts them in the program: no sum, filter or grouping is the database's. */
export async function countStockAgain(tx: Transaction<Database>, question: PlainStockQuestion): Promise<PlainStock> {
  const orders = await tx.selectFrom("orders").select(["platform", "status", "shipped_at", "ship_by"]).execute();
  const items = await tx
    .selectFrom("inventory_items")
    .select(["id", "sku", "sku_key", "title", "status", "quantity_on_hand", "quantity_claimed", "acquired_at"])
    .select(["unit_cost_minor", "unit_cost_currency", "removed_at", "created_at"])
    .execute();
  const { rows: moves } = await sql<{ item_id: string; kind: string; quantity: number; day: string }>`
    select item_id, kind, quantity, (at at time zone ${question.period.timeZone})::date::text as day
    from stock_movements`.execute(tx);
  return {
    lateRisk: countLateRisk(orders, question),
    stockAge: countStockAge(items, question.now),
    lowGoods: countLowGoods(items, moves, question),
  };
}

type PlainOrder = Pick<OrderRow, "platform" | "status" | "shipped_at" | "ship_by">;
type PlainItem = Pick<
  InventoryItemRow,
  | ("id" | "sku" | "sku_key" | "title" | "status" | "quantity_on_hand" | "quantity_claimed" | "acquired_at")
  | ("unit_cost_minor" | "unit_cost_currency" | "removed_at" | "created_at")
>;

function countLateRisk(orders: readonly PlainOrder[], { now, soon }: PlainStockQuestion): LateRiskRow[] {
  const rows = new Map<string, LateRiskRow>();
  for (const { platform, status, shipped_at, ship_by } of orders) {
    if (shipped_at !== null || !["paid", "packed", "partially_shipped", "unknown"].includes(status)) continue;
    const row = rows.get(platform) ?? { platform, waiting: 0, overdue: 0, due_soon: 0, ship_by_unknown: 0 };
    rows.set(platform, row);
    row.waiting += 1;
    if (ship_by === null) row.ship_by_unknown += 1;
    else if (ship_by.getTime() < now.getTime()) row.overdue += 1;
    else if (ship_by.getTime() < soon.getTime()) row.due_soon += 1;
  }
  return [...rows.values()].sort((a, b) => (a.platform < b.platform ? -1 : 1));
}

const isOnShelf = ({ removed_at, status, quantity_on_hand }: PlainItem) =>
  removed_at === null && (status === "in_stock" || status === "listed") && quantity_on_hand > 0;

function countStockAge(items: readonly PlainItem[], now: Date): StockAgeRow[] {
  const rows = new Map<string, StockAgeRow>();
  for (const item of items.filter(isOnShelf)) {
    const days = item.acquired_at === null ? null : (now.getTime() - item.acquired_at.getTime()) / dayMs;
    const age = days === null ? null : days < 30 ? 0 : days < 90 ? 1 : days < 180 ? 2 : days < 365 ? 3 : 4;
    const currency = item.unit_cost_currency;
    const row = rows.get(`${age} ${currency}`) ?? { age, currency, units: 0, cost: null };
    rows.set(`${age} ${currency}`, row);
    row.units += item.quantity_on_hand;
    if (item.unit_cost_minor !== null) row.cost = (row.cost ?? 0) + item.quantity_on_hand * item.unit_cost_minor;
  }
  const last = "\uffff";
  const key = ({ age, currency }: StockAgeRow) => `${age ?? last} ${currency ?? last}`;
  return [...rows.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function countLowGoods(
  items: readonly PlainItem[],
  moves: readonly { item_id: string; kind: string; quantity: number; day: string }[],
  { period, atMost, limit }: PlainStockQuestion,
): LowGoodsRow[] {
  const goods = new Map<string, LowGoodsRow & { key: string; newest: PlainItem }>();
  const byId = new Map(items.map((item) => [item.id, item]));
  for (const item of items) {
    const key = item.sku_key;
    if (key === null) continue;
    const known = goods.get(key) ?? {
      ...{ key, newest: item, item_id: "", sku: "", title: "", available: 0, sold: 0 },
    };
    goods.set(key, known);
    const later = item.created_at.getTime() - known.newest.created_at.getTime();
    if (later > 0 || (later === 0 && item.id < known.newest.id)) known.newest = item;
    if (isOnShelf(item)) known.available += Math.max(0, item.quantity_on_hand - item.quantity_claimed);
  }
  for (const { item_id, kind, quantity, day } of moves) {
    const key = byId.get(item_id)?.sku_key ?? null;
    const known = key === null ? undefined : goods.get(key);
    if (known && day >= period.from && day <= period.to && ["sold", "sale_undone", "returned"].includes(kind))
      known.sold -= quantity;
  }
  return [...goods.values()]
    .filter(({ sold, available }) => sold > 0 && available <= atMost)
    .sort((a, b) => b.sold - a.sold || a.available - b.available || (a.key < b.key ? -1 : 1))
    .slice(0, limit)
    .map(({ newest, available, sold }) => ({
      ...{ item_id: newest.id, sku: newest.sku ?? "", title: newest.title, available, sold },
    }));
}
