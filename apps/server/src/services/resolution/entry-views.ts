import type { Condition, InventoryStatus, Money, OrderStatus } from "@counterfoil/core/model";
import type { QueueReason } from "@counterfoil/core/resolution";
import type { OrderLineView, OrderRowView } from "../orders/order-views.ts";

/** A unit that may have been the one sold. */
export interface CandidateView {
  inventoryItemId: string;
  sku: string | null;
  title: string;
  imageUrl: string | null;
  condition: Condition | null;
  status: InventoryStatus;
  location: string | null;
  unitCost: Money | null;
  acquiredAt: string | null;
  /** Units free to be taken. */
  available: number;
  score: number;
  reasons: { text: string; effect: "agrees" | "contradicts" | "neutral" }[];
  lostBecause: string | null;
}

/** `closed`: the wait ended without an answer, because the sale fell through. */
export type EntryStatusView = "pending" | "resolved" | "skipped" | "no_inventory" | "closed";

/** A sold line that waits, or waited, for a person. */
export interface EntryRowView {
  id: string;
  platform: string;
  orderId: string;
  platformOrderId: string;
  lineId: string;
  orderDate: string;
  orderStatus: OrderStatus;
  buyer: string | null;
  sku: string | null;
  title: string;
  variation: { name: string; value: string }[];
  quantity: number;
  /** Units still to be found. */
  quantityNeeded: number;
  total: Money | null;
  reason: QueueReason;
  reasonText: string;
  status: EntryStatusView;
  topCandidate: CandidateView | null;
  /** Other pending entries that ask the same question. */
  siblings: number;
}

/** Units that together may be what one sale consists of. */
export interface BundleView {
  /** What makes it look so: `The title names 2 products: 75192, 10305`. */
  text: string;
  units: { inventoryItemId: string; quantity: number; title: string; sku: string | null; location: string | null }[];
}

export interface EntryDetailView extends EntryRowView {
  order: OrderRowView;
  line: OrderLineView;
  candidates: CandidateView[];
  /** Set where the title names several products, or several of one, and stock holds them all. */
  bundle: BundleView | null;
  /** For a sale too many: the orders that hold the units, the latest first. */
  takenBy: { orderId: string; platform: string; platformOrderId: string }[];
  /** Whether the sale is of one piece, which may consist of several units. */
  canBeBundle: boolean;
  decidedBy: string | null;
  decidedAt: string | null;
  note: string | null;
  undoable: boolean;
}

export interface EntryStats {
  pending: number;
  resolved: number;
  skipped: number;
  noInventory: number;
}

export interface EntryListView {
  entries: EntryRowView[];
  nextCursor: string | null;
  total: number;
  stats: EntryStats;
}
