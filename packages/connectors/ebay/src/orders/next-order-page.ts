import type { OrderPage } from "../ebay-schemas.ts";
import type { WindowPosition } from "./order-cursor.ts";

/**
 * Where the next page of a window begins; null at its end. An order that changes while the pages are read leaves the
 * window and moves all later ones forward: when the total shrinks, reading steps back by as many.
 */
export function nextOrderPage(page: OrderPage, at: WindowPosition): WindowPosition | null {
  const received = page.orders?.length ?? 0;
  const total = page.total ?? null;
  const shrunkBy = total !== null && at.total !== null ? Math.max(0, at.total - total) : 0;
  if (shrunkBy > 0 && at.offset > 0) return { offset: Math.max(0, at.offset - shrunkBy), total };
  if (received === 0) return null;
  const after = at.offset + received;
  const linked = offsetOfLink(page.next);
  if (linked !== null && linked > at.offset) return { offset: linked, total };
  const more = linked !== null || (total !== null && after < total);
  return more ? { offset: after, total } : null;
}

// Only the offset is taken from the link: its host is whatever the answer says, our calls stay on our own.
function offsetOfLink(link: string | null | undefined): number | null {
  if (!link) return null;
  const offset = /[?&]offset=(\d+)/.exec(link)?.[1];
  return offset === undefined ? 0 : Number(offset);
}
