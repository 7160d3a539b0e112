import type { Address, Condition, Identifier, OrderLine, OrderStatus, PaymentStatus } from "@counterfoil/core/model";
import type { Insertable, Selectable, Updateable } from "kysely";
import type {
  ActorKind,
  Computed,
  Defaulted,
  DefaultedJson,
  GeneratedTimestamp,
  Nullable,
  NullableJson,
  NullableTimestamp,
  Timestamp,
} from "./column-types.ts";

/**
 * `needs_link`: no line that wants units is linked. `partial`: some are. `linked`: all are. `settled`: every line is
 * linked or a person said that it has no unit. `none`: no line wants units (cancelled, or no lines yet).
 */
export type OrderLinkState = "needs_link" | "partial" | "linked" | "settled" | "none";

export interface OrderTable {
  workspace_id: string;
  id: string;
  connection_id: string;
  platform: string;
  external_id: string;
  status: OrderStatus;
  raw_status: string;
  payment_status: PaymentStatus;
  placed_at: Timestamp;
  /** The platform's time of the last change. */
  changed_at: Timestamp;
  paid_at: NullableTimestamp;
  shipped_at: NullableTimestamp;
  /** Whether it was known here before it was sent: the database notes it. Its waiting lines hold their units then. */
  sent_while_known: Computed<boolean>;
  ship_by: NullableTimestamp;
  currency: string;
  marketplace: Nullable<string>;
  buyer_external_id: Nullable<string>;
  buyer_username: Nullable<string>;
  buyer_name: Nullable<string>;
  buyer_email: Nullable<string>;
  ship_to: NullableJson<Address>;
  country_code: Nullable<string>;
  subtotal_minor: Nullable<number>;
  shipping_minor: Nullable<number>;
  discount_minor: Nullable<number>;
  tax_minor: Nullable<number>;
  fees_minor: Nullable<number>;
  refunded_minor: Nullable<number>;
  total_minor: Nullable<number>;
  lines_complete: boolean;
  archived: Defaulted<boolean>;
  /** Where the sale was made, and its number there, where a back office only brings it. */
  sold_on_platform: Nullable<string>;
  sold_on_number: Nullable<string>;
  /** The order that counts for the same sale; null for the one that counts. */
  same_sale_as: Nullable<string>;
  buyer_note: Nullable<string>;
  seller_note: Nullable<string>;
  raw: NullableJson<unknown>;
  link_state: Defaulted<OrderLinkState>;
  line_count: Defaulted<number>;
  unit_count: Defaulted<number>;
  first_title: Nullable<string>;
  image_url: Nullable<string>;
  /** What the search box looks in: number, buyer, SKUs, titles, tracking numbers. */
  search_text: Defaulted<string>;
  /** Hash of the canonical order, so that an unchanged one is not written again. */
  content_hash: Nullable<string>;
  demo: Defaulted<boolean>;
  /** What the platform said last, where a person said more since; null while the status is the platform's own. */
  platform_status: Nullable<OrderStatus>;
  hold_reason: Nullable<string>;
  /** When an order on hold is taken up again by itself. */
  held_until: NullableTimestamp;
  /** When what identifies the buyer was erased; the database then keeps it erased. */
  buyer_erased_at: NullableTimestamp;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}
export type OrderRow = Selectable<OrderTable>;
export type NewOrderRow = Insertable<OrderTable>;
export type OrderChange = Updateable<OrderTable>;

export type LineStateName = "pending" | "linked" | "queued" | "skipped" | "no_inventory" | "released";

export interface OrderLineTable {
  workspace_id: string;
  id: string;
  order_id: string;
  external_id: string;
  position: number;
  listing_external_id: Nullable<string>;
  variation_id: Nullable<string>;
  sku: Nullable<string>;
  sku_key: Computed<string | null>;
  title: string;
  quantity: number;
  quantity_shipped: Nullable<number>;
  quantity_cancelled: Nullable<number>;
  quantity_refunded: Nullable<number>;
  identifiers: DefaultedJson<Identifier[]>;
  condition: Nullable<Condition>;
  variation: DefaultedJson<{ name: string; value: string }[]>;
  kind: Nullable<NonNullable<OrderLine["kind"]>>;
  unit_price_minor: Nullable<number>;
  line_total_minor: Nullable<number>;
  shipping_minor: Nullable<number>;
  tax_minor: Nullable<number>;
  currency: string;
  state: Defaulted<LineStateName>;
  reason: Nullable<string>;
  /** Units the sale still wants, dispatched ones included, less those cancelled or refunded. */
  quantity_needed: Defaulted<number>;
  decided_by_kind: Nullable<ActorKind>;
  decided_by: Nullable<string>;
  decided_at: NullableTimestamp;
  /** What else the state knows (method, cause, note, units found). */
  state_detail: DefaultedJson<Record<string, unknown>>;
  /** Compared and raised by every change of state, so that two deciders cannot both win. */
  version: Defaulted<number>;
  removed_at: NullableTimestamp;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}
export type OrderLineRow = Selectable<OrderLineTable>;
export type NewOrderLineRow = Insertable<OrderLineTable>;
export type OrderLineChange = Updateable<OrderLineTable>;

export type ClaimState = "reserved" | "sold" | "released" | "returned";

/** Ties an order line to units of an item. The item's claimed quantity follows by trigger. */
export interface ClaimTable {
  workspace_id: string;
  id: string;
  order_id: string;
  line_id: string;
  item_id: string;
  /** Units held now. */
  quantity: number;
  /** Of the units held, those dispatched. */
  quantity_sold: Defaulted<number>;
  /** Units let go, returned ones included. */
  quantity_released: Defaulted<number>;
  quantity_returned: Defaulted<number>;
  /** `released` or `returned` when nothing is held, `sold` when all that is held was dispatched. */
  state: Computed<ClaimState>;
  /** How the unit was found, such as `sku` or `manual`. */
  method: string;
  decided_by_kind: ActorKind;
  decided_by: Nullable<string>;
  evidence: DefaultedJson<string[]>;
  currency: Nullable<string>;
  /** Money of the sale for the claim's whole quantity; null where unknown. */
  gross_minor: Nullable<number>;
  fees_minor: Nullable<number>;
  shipping_minor: Nullable<number>;
  tax_minor: Nullable<number>;
  net_minor: Nullable<number>;
  reserved_at: GeneratedTimestamp;
  sold_at: NullableTimestamp;
  released_at: NullableTimestamp;
  returned_at: NullableTimestamp;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}
export type ClaimRow = Selectable<ClaimTable>;
export type NewClaimRow = Insertable<ClaimTable>;
export type ClaimChange = Updateable<ClaimTable>;

export interface ShipmentTable {
  workspace_id: string;
  id: string;
  order_id: string;
  external_id: Nullable<string>;
  /** Who made it: the seller on the platform, or this program. */
  source: "platform" | "counterfoil";
  state: "requested" | "confirmed" | "failed" | "outcome_unknown";
  carrier: Nullable<string>;
  tracking_number: Nullable<string>;
  shipped_at: NullableTimestamp;
  idempotency_key: Nullable<string>;
  error: NullableJson<{ code: string; message: string }>;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}
export type ShipmentRow = Selectable<ShipmentTable>;
export type NewShipmentRow = Insertable<ShipmentTable>;

export interface ShipmentLineTable {
  workspace_id: string;
  shipment_id: string;
  line_id: string;
  quantity: number;
}
