import { startOf, type WindowPosition } from "./order-cursor.ts";

export interface OrderPageFacts {
  /** Raw orders, in the order asked for: oldest first by `field`. */
  orders: readonly unknown[];
  nextToken: string | null;
  /** Orders in the window by TikTok Shop's count; null where it gives none. */
  total: number | null;
  field: "create_time" | "update_time";
}

/**
 * Where to read on after a page; null at the end. Not by token but from the second of the page's last order: an order
 * that changes while pages are read leaves the window, and a position counted from its start would skip another. Only
 * where the whole page is of one second, or not sorted, is the token followed; when the count has fallen meanwhile, that
 * second is read once more.
 */
export function nextOrderPage(page: OrderPageFacts, at: WindowPosition): WindowPosition | null {
  const { orders, nextToken, total, field } = page;
  if (at.token !== null && at.total !== null && total !== null && total < at.total) return startOf(at.from);
  if (!nextToken || orders.length === 0) return null;
  const times = orders.map((order) => (order as Record<string, unknown> | null)?.[field]);
  const last = times.at(-1);
  const sorted = times.every(
    (time, index) => typeof time === "number" && (index === 0 || time >= Number(times[index - 1])),
  );
  if (sorted && typeof last === "number" && last > at.from) return startOf(last);
  return { from: at.from, token: nextToken, total };
}
