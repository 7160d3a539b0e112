import { type Database, readItemClaims } from "@counterfoil/db";
import type { Transaction } from "kysely";

/** The orders that hold units of an item, for a sentence: `eBay-like order 12-345`. */
export async function promisedOrders(tx: Transaction<Database>, itemId: string): Promise<string> {
  const open = (await readItemClaims(tx, itemId)).filter(({ state }) => state === "reserved");
  const names = [...new Set(open.map((claim) => `${claim.platformOrderId} (${claim.platform})`))];
  return `${names.length === 1 ? "order" : "orders"} ${names.slice(0, 5).join(", ")}${names.length > 5 ? " and others" : ""}`;
}
