import type { ListedOrder } from "../bricklink-schemas.ts";
import { changedAt, fingerprint, type OrderCursor } from "./order-cursor.ts";

export interface ListedEntry {
  order: ListedOrder;
  archived: boolean;
}

/** An order to read, and the fingerprint to remember once it was delivered. */
export interface ChangedOrder {
  id: string;
  at: string;
  fingerprint: string;
}

export interface Comparison {
  /** Oldest change first. */
  changed: ChangedOrder[];
  /** What is known to be delivered before any of `changed` is. */
  seen: Record<string, string>;
}

export interface ComparisonInput {
  entries: readonly ListedEntry[];
  cursor: OrderCursor;
  /** Whether `entries` is everything there is: then what is not in it is forgotten. */
  complete: boolean;
  /** Whether orders whose last reading failed are tried again. */
  retryFailed: boolean;
}

/** Compares the list with what was delivered. Pure. */
export function compareOrders({ entries, cursor, complete, retryFailed }: ComparisonInput): Comparison {
  const seen: Record<string, string> = complete ? {} : { ...cursor.seen };
  const changed: ChangedOrder[] = [];
  for (const { order, archived } of newestOfEach(entries)) {
    const print = fingerprint(order, archived);
    const before = cursor.seen[order.order_id];
    const at = changedAt(order);
    const tooOld = before === undefined && Date.parse(at) < Date.parse(cursor.from);
    const failed = before === `!${print}`;
    if (tooOld) seen[order.order_id] = print;
    else if (before === print || (failed && !retryFailed)) seen[order.order_id] = before;
    else {
      changed.push({ id: order.order_id, at, fingerprint: print });
      if (before !== undefined) seen[order.order_id] = before;
    }
  }
  changed.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || compareIds(a.id, b.id));
  return { changed, seen };
}

/** Whether an order that stood in the open list has left it: it was archived, or purged. */
export function hasLeft(open: readonly ListedEntry[], cursor: OrderCursor): boolean {
  const listed = new Set(open.map(({ order }) => order.order_id));
  return Object.entries(cursor.seen).some(([id, print]) => /^!?o/.test(print) && !listed.has(id));
}

// An order that is filed between the two calls stands in both lists: the later list is right.
function newestOfEach(entries: readonly ListedEntry[]): ListedEntry[] {
  return [...new Map(entries.map((entry) => [entry.order.order_id, entry])).values()];
}

function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
