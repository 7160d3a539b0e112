/** What a seller is told of. The order is the page's. */
export const alertKinds = [
  "oversold",
  "connection",
  "run_failed",
  "late_orders",
  "low_stock",
  "phantom",
  "expiry",
  "webhook",
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Each kind in the seller's words. */
export const alertKindWords: Readonly<Record<AlertKind, string>> = {
  oversold: "Sold twice",
  connection: "A connection is broken",
  run_failed: "A sync failed",
  late_orders: "Orders are late",
  low_stock: "Running low",
  phantom: "Stock that may be gone",
  expiry: "A consent ends soon",
  webhook: "An address takes no messages",
};
