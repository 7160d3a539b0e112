import type { Address } from "@counterfoil/core/model";
import type { Insertable, Selectable, Updateable } from "kysely";
import type { GeneratedTimestamp, Json, Nullable, NullableJson, NullableTimestamp } from "./column-types.ts";

/** An offer of a carrier, as it was shown. */
export interface StoredRate {
  id: string;
  carrier: string;
  service: string;
  price: { minor: number; currency: string };
  deliveryDays: number | null;
}

/** Postage for an order: offers asked for, and the label bought of them. */
export interface ShippingLabelTable {
  workspace_id: string;
  id: string;
  order_id: string;
  connection_id: string;
  quote_id: string;
  /** `buying`: money may have been spent, and it is not known yet. */
  state: "quoted" | "buying" | "bought" | "failed";
  rates: Json<StoredRate[]>;
  rate_id: Nullable<string>;
  carrier: Nullable<string>;
  service: Nullable<string>;
  price_minor: Nullable<number>;
  price_currency: Nullable<string>;
  tracking_number: Nullable<string>;
  tracking_url: Nullable<string>;
  refund: Nullable<"submitted" | "refunded" | "rejected" | "not_applicable">;
  error: NullableJson<{ code: string; message: string }>;
  bought_by: Nullable<string>;
  bought_at: NullableTimestamp;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}
export type ShippingLabelRow = Selectable<ShippingLabelTable>;
export type NewShippingLabelRow = Insertable<ShippingLabelTable>;
export type ShippingLabelChange = Updateable<ShippingLabelTable>;

export interface ShippingSenderTable {
  workspace_id: string;
  address: Json<Address>;
  updated_at: GeneratedTimestamp;
}
