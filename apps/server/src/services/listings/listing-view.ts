import type { ListingStanding } from "@counterfoil/core/stock";
import type { BoardRow, ListingLinkReason, StockTaskError, TiedItemRow } from "@counterfoil/db";

/** What is on its way to a listing, or what became of it. */
export interface ListingTaskView {
  state: NonNullable<BoardRow["task_state"]>;
  cause: NonNullable<BoardRow["cause"]>;
  /** When the oldest change came that is not on the platform yet. */
  changedAt: string;
  attempts: number;
  nextTryAt: string | null;
  sentAt: string | null;
  settledAt: string | null;
  note: string | null;
  error: StockTaskError | null;
}

/** A listing beside the stock behind it. */
export interface ListingRowView {
  id: string;
  connectionId: string;
  platform: string;
  account: string | null;
  externalId: string;
  variationId: string | null;
  sku: string | null;
  title: string;
  status: string;
  url: string | null;
  imageUrl: string | null;
  standing: ListingStanding;
  /** What the platform shows, and when it was read. */
  platformQuantity: number | null;
  readAt: string;
  /** What it should show; null where no unit is tied to it. */
  wanted: number | null;
  onHand: number;
  links: number;
  /** Why nothing is tied to it. */
  linkReason: ListingLinkReason | null;
  task: ListingTaskView | null;
}

export function listingRowView(row: BoardRow): ListingRowView {
  return {
    ...{ id: row.id, connectionId: row.connection_id, platform: row.platform, account: row.account },
    ...{ externalId: row.external_id, variationId: row.variation_id, sku: row.sku, title: row.title },
    ...{ status: row.status, url: row.url, imageUrl: row.image_url, standing: row.standing },
    ...{ platformQuantity: row.quantity, readAt: row.last_seen_at.toISOString() },
    ...{ wanted: row.links === 0 ? null : row.wanted, onHand: row.on_hand, links: row.links },
    ...{ linkReason: row.links === 0 ? row.link_reason : null, task: taskView(row) },
  };
}

function taskView(row: BoardRow): ListingTaskView | null {
  if (row.task_state === null || row.cause === null || row.changed_at === null || row.links === 0) return null;
  return {
    ...{ state: row.task_state, cause: row.cause, changedAt: row.changed_at.toISOString() },
    ...{ attempts: row.attempts ?? 0, nextTryAt: row.available_at?.toISOString() ?? null },
    ...{ sentAt: row.sent_at?.toISOString() ?? null, settledAt: row.settled_at?.toISOString() ?? null },
    ...{ note: row.note, error: row.error },
  };
}

/** An item that a listing offers, and how the two were tied. */
export interface TiedItemView {
  inventoryItemId: string;
  sku: string | null;
  title: string;
  condition: string | null;
  status: string;
  location: string | null;
  quantityOnHand: number;
  quantityClaimed: number;
  method: string | null;
  madeBy: { kind: TiedItemRow["made_by_kind"]; name: string | null };
  tiedAt: string;
}

export function tiedItemView(row: TiedItemRow): TiedItemView {
  return {
    ...{ inventoryItemId: row.id, sku: row.sku, title: row.title, condition: row.condition, status: row.status },
    ...{ location: row.location, quantityOnHand: row.quantity_on_hand, quantityClaimed: row.quantity_claimed },
    ...{ method: row.method, madeBy: { kind: row.made_by_kind, name: row.made_by } },
    tiedAt: row.created_at.toISOString(),
  };
}
