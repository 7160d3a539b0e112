import { addressSchema, orderStatuses } from "@counterfoil/core/model";
import { z } from "zod";
import type { OrderDetailView, OrderRowView } from "../../services/orders/order-views.ts";
import { moneyOnWire, moneyWire } from "./common-schemas.ts";

const money = moneyWire.nullable();

export const orderRowWire = z
  .object({
    id: z.string(),
    platform: z.string(),
    platformOrderId: z.string(),
    status: z.enum(orderStatuses),
    platformStatus: z.string().meta({ description: "The platform's own word." }),
    paymentStatus: z.string(),
    placedAt: z.string(),
    shipBy: z.string().nullable(),
    buyer: z.string().nullable(),
    countryCode: z.string().nullable(),
    total: money,
    lineCount: z.number().int(),
    unitCount: z.number().int(),
    title: z.string().nullable(),
    linkState: z.string(),
  })
  .meta({ id: "OrderRow" });

/** An order of a list on the wire. */
export function orderRowOnWire(row: OrderRowView): z.infer<typeof orderRowWire> {
  return {
    ...{ id: row.id, platform: row.platform, platformOrderId: row.platformOrderId, status: row.status },
    ...{ platformStatus: row.rawStatus, paymentStatus: row.paymentStatus, placedAt: row.placedAt },
    ...{ shipBy: row.shipBy, buyer: row.buyerName, countryCode: row.countryCode, total: moneyOnWire(row.total) },
    ...{ lineCount: row.lineCount, unitCount: row.unitCount, title: row.firstTitle, linkState: row.linkState },
  };
}

const lineWire = z
  .object({
    id: z.string(),
    platformLineId: z.string(),
    sku: z.string().nullable(),
    title: z.string(),
    quantity: z.number().int(),
    quantityNeeded: z.number().int(),
    quantityShipped: z.number().int(),
    unitPrice: money,
    lineTotal: money,
    state: z.string(),
    units: z.array(
      z.object({
        inventoryItemId: z.string(),
        sku: z.string().nullable(),
        title: z.string(),
        location: z.string().nullable(),
        quantity: z.number().int(),
        state: z.string(),
      }),
    ),
  })
  .meta({ id: "OrderLine" });

const shipmentWire = z
  .object({
    id: z.string(),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    shippedAt: z.string().nullable(),
    state: z.string(),
    source: z.string(),
    lines: z.array(z.object({ lineId: z.string(), quantity: z.number().int() })),
  })
  .meta({ id: "Shipment" });

const totalsWire = z
  .object({ subtotal: money, shipping: money, discount: money, tax: money, fees: money, refunded: money, total: money })
  .meta({ id: "OrderTotals", description: "Null is not known, never nothing." });

export const orderWire = orderRowWire
  .extend({
    buyerUsername: z.string().nullable(),
    buyerNote: z.string().nullable(),
    shipTo: addressSchema.nullable(),
    lines: z.array(lineWire),
    totals: totalsWire,
    shipments: z.array(shipmentWire),
  })
  .meta({ id: "Order" });

export const carrierWire = z.object({ code: z.string(), name: z.string() }).meta({ id: "Carrier" });

/** A whole order on the wire. */
export function orderOnWire(order: OrderDetailView): z.infer<typeof orderWire> {
  const { totals } = order;
  return {
    ...orderRowOnWire(order),
    ...{ buyerUsername: order.buyerUsername, buyerNote: order.buyerNote, shipTo: addressOnWire(order.shipTo) },
    lines: order.lines.map((line) => ({
      ...{ id: line.id, platformLineId: line.externalId, sku: line.sku, title: line.title, state: line.state },
      ...{ quantity: line.quantity, quantityNeeded: line.quantityNeeded, quantityShipped: line.quantityShipped },
      ...{ unitPrice: moneyOnWire(line.unitPrice), lineTotal: moneyOnWire(line.lineTotal) },
      units: line.claims
        .filter(({ state }) => state !== "released")
        .map(({ inventoryItemId, sku, title, location, quantity, state }) => {
          return { inventoryItemId, sku, title, location, quantity, state };
        }),
    })),
    totals: {
      ...{ subtotal: moneyOnWire(totals.subtotal), shipping: moneyOnWire(totals.shipping) },
      ...{ discount: moneyOnWire(totals.discount), tax: moneyOnWire(totals.tax), fees: moneyOnWire(totals.fees) },
      ...{ refunded: moneyOnWire(totals.refunded), total: moneyOnWire(totals.total) },
    },
    shipments: order.shipments.map(({ id, carrier, trackingNumber, shippedAt, state, source, lines }) => {
      return { id, carrier, trackingNumber, shippedAt, state, source, lines };
    }),
  };
}

function addressOnWire(address: OrderDetailView["shipTo"]): z.infer<typeof addressSchema> | null {
  return address === null ? null : addressSchema.parse(address);
}
