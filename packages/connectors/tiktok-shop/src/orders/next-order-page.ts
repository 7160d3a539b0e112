import { startOf, type WindowPosition } from "./order-cursor.ts";

export interface OrderPageFacts {
  /** Raw orders, in the order asked for: oldest first by `field`. */
  orders: readonly unknown[];
  nextToken: string | null;
  /** Orders in the window by TikTok Shop's count; null where it gives none. */
  total: number | null;
  field: "create_time" | "update_time";
  /** The window's end, exclusive. */
  until: number;
}

/**
 * Where to read on after a page; null at the end. Not by token but from the second of the page's last order: an order
 * that changes while pages are read leaves the window, and a position counted from its start would skip another. Only
 * where the page's times do not lead on (all of one second, not sorted, or an order already moved) is the token
 * followed; when the count has fallen meanwhile, that second is read once more.
 */
export function nextOrderPage(page: OrderPageFacts, at: WindowPosition): WindowPosition | null {
  const { orders, nextToken, total } = page;
  if (at.token !== null && at.total !== null && total !== null && total < at.total) return startOf(at.from);
  if (!nextToken || orders.length === 0) return null;
  const last = lastSecond(page, at.from);
  return last === null ? { from: at.from, token: nextToken, total } : startOf(last);
}

/** The second of the last order, where all of the page lies in the window and in order, and leads beyond `from`. */
function lastSecond({ orders, field, until }: OrderPageFacts, from: number): number | null {
  let last = from;
  for (const order of orders) {
    const time = (order as Record<string, unknown> | null)?.[field];
    if (typeof time !== "number" || time < last || time >= until) return null;
    last = time;
  }
  return last > from ? last : null;
}
