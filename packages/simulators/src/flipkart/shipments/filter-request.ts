import { z } from "zod";
import type { Cancellation, Shipment, ShipmentState } from "../flipkart-entities.ts";
import { badRequest } from "../flipkart-errors.ts";
import { instant } from "../read-body.ts";

const dateRange = z.strictObject({ from: instant.optional(), to: instant.optional() }).optional();

const statesOf = {
  preDispatch: ["APPROVED", "PACKING_IN_PROGRESS", "PACKED", "FORM_FAILED", "READY_TO_DISPATCH"],
  postDispatch: ["PICKUP_COMPLETE", "SHIPPED", "DELIVERED"],
  cancelled: ["CANCELLED"],
} as const satisfies Record<string, readonly ShipmentState[]>;

const profiles = { NON_FBF: "Seller_Fulfilment", FBF: "Flipkart_Fulfilment", FBF_LITE: "Smart_Fulfilment" } as const;

export const filterRequestSchema = z.strictObject({
  filter: z.strictObject({
    type: z.enum(["preDispatch", "postDispatch", "cancelled"]),
    states: z.array(z.string()).min(1),
    orderDate: dateRange,
    dispatchAfterDate: dateRange,
    dispatchByDate: dateRange,
    modifiedDate: dateRange,
    cancellationDate: dateRange,
    cancellationType: z.enum(["sellerCancellation", "buyerCancellation", "marketplaceCancellation"]).optional(),
    locationId: z.string().optional(),
    sku: z.array(z.string()).optional(),
    shipmentTypes: z.array(z.enum(["EXPRESS", "NORMAL", "SELF"])).optional(),
    serviceProfiles: z.array(z.enum(["NON_FBF", "FBF", "FBF_LITE"])).default(["NON_FBF"]),
    dispatchServiceTiers: z.array(z.enum(["EXPRESS", "REGULAR"])).optional(),
    hold: z.boolean().default(false),
    mps: z.boolean().optional(),
  }),
  pagination: z.strictObject({ pageSize: z.number().int().min(1).max(100).default(20) }).default({ pageSize: 20 }),
  sort: z
    .strictObject({
      field: z.enum(["dispatchByDate", "orderDate", "modifiedDate", "dispatchAfterDate"]).default("orderDate"),
      order: z.enum(["asc", "desc"]).default("asc"),
    })
    .default({ field: "orderDate", order: "asc" }),
  sellerId: z.string().optional(),
});
export type FilterRequest = z.output<typeof filterRequestSchema>;
type Filter = FilterRequest["filter"];

/** Refuses what the schema cannot tell: states of another type, and cancellations without their type. */
export function refuseContradictions({ filter }: FilterRequest) {
  const known: readonly string[] = statesOf[filter.type];
  const foreign = filter.states.filter((state) => !known.includes(state));
  if (foreign.length > 0) throw badRequest(`States ${foreign.join(", ")} are not allowed for type ${filter.type}`);
  if (filter.type === "cancelled" && filter.cancellationType === undefined) {
    throw badRequest("cancellationType is mandatory for type cancelled");
  }
}

/** Whether a cancelled part is among those asked for. */
export function cancellationFits(filter: Filter): (cancellation: Cancellation) => boolean {
  return ({ type, at }) => type === filter.cancellationType && inside(filter.cancellationDate, at);
}

/** Whether a shipment is among those asked for. */
export function shipmentFits(filter: Filter, shipment: Shipment): boolean {
  const isOfType =
    filter.type === "cancelled"
      ? shipment.items.some(({ cancellations }) => cancellations.some(cancellationFits(filter)))
      : filter.states.includes(shipment.state);
  return (
    isOfType &&
    // Held shipments show up before dispatch only where they are asked for, and then alone.
    (filter.type !== "preDispatch" || shipment.hold === filter.hold) &&
    inside(filter.orderDate, orderedAt(shipment)) &&
    inside(filter.dispatchAfterDate, shipment.dispatchAfter) &&
    inside(filter.dispatchByDate, shipment.dispatchBy) &&
    inside(filter.modifiedDate, shipment.updatedAt) &&
    (filter.locationId === undefined || shipment.locationId === filter.locationId) &&
    (filter.sku === undefined || shipment.items.some(({ sku }) => filter.sku?.includes(sku))) &&
    (filter.shipmentTypes === undefined || filter.shipmentTypes.includes(shipment.shipmentType)) &&
    filter.serviceProfiles.some((profile) => profiles[profile] === shipment.serviceProfile) &&
    filter.mps !== true
  );
}

/** Orders shipments as asked; those of one instant by their id. */
export function byWish({ field, order }: FilterRequest["sort"]): (a: Shipment, b: Shipment) => number {
  const sign = order === "asc" ? 1 : -1;
  const value = {
    orderDate: orderedAt,
    modifiedDate: updatedAt,
    dispatchByDate: dispatchBy,
    dispatchAfterDate: dispatchAfter,
  }[field];
  return (a, b) => sign * (value(a) - value(b)) || (a.shipmentId < b.shipmentId ? -1 : 1);
}

const orderedAt = (shipment: Shipment) => shipment.items[0]?.orderedAt ?? 0;
const updatedAt = (shipment: Shipment) => shipment.updatedAt;
const dispatchBy = (shipment: Shipment) => shipment.dispatchBy;
const dispatchAfter = (shipment: Shipment) => shipment.dispatchAfter;

function inside(range: { from?: number | undefined; to?: number | undefined } | undefined, at: number): boolean {
  return (range?.from === undefined || at >= range.from) && (range?.to === undefined || at <= range.to);
}
