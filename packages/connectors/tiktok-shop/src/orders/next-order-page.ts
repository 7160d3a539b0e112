import type { WindowPosition } from "./order-cursor.ts";

export interface OrderPageFacts {
  /** Raw orders, in the order asked for: oldest first by `field`. */
  orders: readonly unknown[];
  nextToken: string | null;
  field: "create_time" | "update_time";
}

/**
 * Where to read on after a page; null at the end. Not by token but from the second of the page's last order: an order
 * that changes while pages are read leaves the window, and a position counted from its start would skip another. Only
 * where the whole page is of one second, or not sorted, is the token followed.
 */
export function nextOrderPage({ orders, nextToken, field }: OrderPageFacts, at: WindowPosition): WindowPosition | null {
  if (!nextToken || orders.length === 0) return null;
  const times = orders.map((order) => (order as Record<string, unknown> | null)?.[field]);
  const last = times.at(-1);
  const sorted = times.every(
    (time, index) => typeof time === "number" && (index === 0 || time >= Number(times[index - 1])),
  );
  if (sorted && typeof last === "number" && last > at.from) return { from: last, token: null };
  return { from: at.from, token: nextToken };
}
