import type { Address, Money, OrderStatus, PaymentStatus } from "@counterfoil/core/model";
import type { LineStateName } from "@counterfoil/core/resolution";

/** Whether an order's lines are tied to units; `none` where nothing is to be tied, as in a cancelled order. */
export type LinkStateView = "needs_link" | "partial" | "linked" | "none";

/** An order as a list shows it. */
export interface OrderRowView {
  id: string;
  platform: string;
  platformOrderId: string;
  status: OrderStatus;
  rawStatus: string;
  paymentStatus: PaymentStatus;
  placedAt: string;
  shipBy: string | null;
  buyerName: string | null;
  countryCode: string | null;
  total: Money | null;
  lineCount: number;
  unitCount: number;
  firstTitle: string | null;
  imageUrl: string | null;
  linkState: LinkStateView;
  demo: boolean;
  /** The order that counts for the same sale, which came by another road; null for an order that counts itself. */
  sameSaleAs: string | null;
}

/** An order that is the same sale, seen by another road. */
export interface OtherRoadView {
  id: string;
  platform: string;
  platformOrderId: string;
  /** Whether it is the one that holds the units and is counted. */
  counts: boolean;
  /** Whether its platform is told of parcels. */
  takesParcels: boolean;
}

/** Units of one item that a line holds or held. */
export interface ClaimView {
  id: string;
  inventoryItemId: string;
  sku: string | null;
  title: string;
  location: string | null;
  quantity: number;
  state: "reserved" | "sold" | "released";
  /** How the unit was found, such as `sku` or `manual`. */
  method: string;
  decidedBy: string | null;
  evidence: string[];
  at: string;
}

export interface OrderLineView {
  id: string;
  externalId: string;
  title: string;
  sku: string | null;
  variation: { name: string; value: string }[];
  quantity: number;
  /** Units still to be found. */
  quantityNeeded: number;
  quantityShipped: number;
  unitPrice: Money | null;
  lineTotal: Money | null;
  state: LineStateName;
  /** True for goods that the connection's settings keep out of stock, such as loose parts. */
  notTracked: boolean;
  entryId: string | null;
  claims: ClaimView[];
}

export interface OrderTotalsView {
  subtotal: Money | null;
  shipping: Money | null;
  discount: Money | null;
  tax: Money | null;
  fees: Money | null;
  refunded: Money | null;
  total: Money | null;
}

export interface ShipmentView {
  id: string;
  carrier: string | null;
  trackingNumber: string | null;
  shippedAt: string | null;
  state: "requested" | "confirmed" | "failed" | "outcome_unknown";
  source: "platform" | "counterfoil";
  lines: { lineId: string; quantity: number }[];
}

/** Everything about one order. */
export interface OrderDetailView extends OrderRowView {
  buyerUsername: string | null;
  /** Why and until when the order is on hold; null where it is not, or nobody said. */
  holdReason: string | null;
  heldUntil: string | null;
  /** Where the order may go by hand. */
  moves: readonly OrderStatus[];
  buyerNote: string | null;
  sellerNote: string | null;
  lines: OrderLineView[];
  shipTo: Address | null;
  totals: OrderTotalsView;
  shipments: ShipmentView[];
  history: { at: string; actor: string; text: string }[];
  /** The other orders of the same sale. */
  otherRoads: OtherRoadView[];
  /** Whether the platform has labels of its own for orders. */
  hasLabels: boolean;
  /** Carriers that the platform names; empty where any text is accepted or the platform cannot be asked. */
  carriers: { code: string; name: string }[];
}

export interface OrderListView {
  orders: OrderRowView[];
  nextCursor: string | null;
  total: number;
  /** Whether there may be more than `total`: past ten thousand, orders of a filter are not counted one by one. */
  totalIsAtLeast: boolean;
  /** Null where the orders are more than are counted. */
  counts: { needsLink: number; ready: number; onHold: number; sent: number; problem: number; done: number } | null;
}
