import { createHash } from "node:crypto";
import { decodeCursor, encodeCursor } from "@counterfoil/connector-kit";
import { z } from "zod";
import type { ListedOrder } from "../bricklink-schemas.ts";

/**
 * What has been delivered: a fingerprint per order. BrickLink has no "changed since", so the whole list is compared.
 * Fingerprints begin with `o` (open) or `f` (filed away); before that a `!` where the last reading failed.
 */
const cursorSchema = z.object({
  version: z.literal(1),
  seen: z.record(z.string(), z.string()),
  /** Orders unknown so far that last changed before this moment are not delivered. */
  from: z.iso.datetime({ offset: true }),
  /** When the archived orders were last listed and failed ones tried again, in epoch milliseconds. */
  fullPassAt: z.number().nullable(),
});
export type OrderCursor = z.infer<typeof cursorSchema>;

/** The stored position; a new one starts from `startFrom`. */
export function readOrderCursor(cursor: string | null, startFrom: string): OrderCursor {
  if (cursor === null) return { version: 1, seen: {}, from: startFrom, fullPassAt: null };
  return decodeCursor(cursorSchema, cursor);
}

export function writeOrderCursor(cursor: OrderCursor): string {
  return encodeCursor(cursor);
}

/** Changes with everything in the list that tells of a change, and with the list that the order stands in. */
export function fingerprint(order: ListedOrder, archived: boolean): string {
  const parts = [
    order.date_status_changed ?? order.date_ordered,
    order.status,
    order.total_count ?? null,
    order.cost?.grand_total ?? null,
    order.payment?.status ?? null,
    order.payment?.date_paid ?? null,
  ];
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 10);
  return `${archived ? "f" : "o"}${hash}`;
}

/** Time of the last change, as far as the list tells. */
export function changedAt(order: ListedOrder): string {
  const { date_ordered: ordered, date_status_changed: changed } = order;
  return changed && Date.parse(changed) > Date.parse(ordered) ? changed : ordered;
}
