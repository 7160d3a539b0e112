import { z } from "zod";
import { count, decimal, flag, id, seconds, text } from "./envelope.ts";
import { addressSchema } from "./order.ts";

const packageOrderSchema = z.object({
  id,
  skus: z.array(z.object({ id, name: text, quantity: count.nullish() })).nullish(),
});

const packageShape = {
  shipping_type: text,
  shipping_provider_id: text,
  shipping_provider_name: text,
  tracking_number: text,
  orders: z.array(packageOrderSchema).nullish(),
  order_line_item_ids: z.array(id).nullish(),
  create_time: seconds,
  update_time: seconds,
};

/** A package as the search names its fields. */
export const listedPackageSchema = z.object({ id, status: text, ...packageShape });

/** A package as its detail names the same fields. */
export const packageDetailSchema = z.object({
  package_id: id,
  package_status: text,
  handover_method: text,
  delivery_option_id: text,
  pickup_slot: z.object({ start_time: seconds, end_time: seconds }).nullish(),
  weight: z.object({ value: decimal, unit: text }).nullish(),
  dimension: z.object({ length: decimal, width: decimal, height: decimal, unit: text }).nullish(),
  recipient_address: addressSchema.nullish(),
  sender_address: addressSchema.nullish(),
  ...packageShape,
});
export type WirePackage = z.infer<typeof listedPackageSchema> &
  Omit<Partial<z.infer<typeof packageDetailSchema>>, "package_id" | "package_status">;

export const packagePageSchema = z
  .object({ packages: z.array(z.unknown()).nullish(), next_page_token: text, total_count: count.nullish() })
  .nullish();

/** Answer of telling of an own parcel, and of buying a label. */
export const madePackageSchema = z
  .object({ package_id: id.nullish(), warning: z.object({ message: text }).nullish() })
  .nullish();

export const documentSchema = z.object({ doc_url: z.string().min(1), tracking_number: text });

export const handoverSlotsSchema = z.object({
  can_drop_off: flag,
  can_pickup: flag,
  can_van_collection: flag,
  // "avaliable" is how the wire spells it.
  pickup_slots: z.array(z.object({ start_time: count, end_time: count, avaliable: flag })).nullish(),
});
export type WireHandoverSlots = z.infer<typeof handoverSlotsSchema>;

export const trackingSchema = z
  .object({ tracking: z.array(z.object({ description: text, update_time_millis: count.nullish() })).nullish() })
  .nullish();

const shippingServiceSchema = z.object({
  id,
  name: text,
  price: decimal,
  currency: text,
  earliest_delivery_days: count.nullish(),
  latest_delivery_days: count.nullish(),
  is_default: flag,
  shipping_provider_id: text,
  shipping_provider_name: text,
});
export const shippingServicesSchema = z
  .object({ shipping_services: z.array(shippingServiceSchema).nullish() })
  .nullish();
export type WireShippingService = z.infer<typeof shippingServiceSchema>;

const warehouseSchema = z.object({
  id,
  name: text,
  type: text,
  sub_type: text,
  effect_status: text,
  is_default: flag,
});
export const warehousesSchema = z.object({ warehouses: z.array(warehouseSchema).nullish() }).nullish();

export const deliveryOptionsSchema = z
  .object({ delivery_options: z.array(z.object({ id, name: text, type: text })).nullish() })
  .nullish();

export const shippingProvidersSchema = z
  .object({ shipping_providers: z.array(z.object({ id, name: text })).nullish() })
  .nullish();
