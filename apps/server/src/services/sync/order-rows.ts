import { createHash } from "node:crypto";
import type { Order, OrderLine } from "@counterfoil/core/model";
import type { LineUpsert, OrderUpsert, ShipmentUpsert } from "@counterfoil/db";

/** What the rows of an order take from its connection. */
export interface OrderOrigin {
  connectionId: string;
  demo: boolean;
  newId(): string;
  /** Rows of orders that were made ready before. */
  prepared?: ReadonlyMap<Order, OrderRows>;
}

/** All rows of an order. */
export interface OrderRows {
  order: OrderUpsert;
  lines: LineUpsert[];
  shipments: ShipmentUpsert[];
}

/** The order's content without the platform's raw payload: equal content has an equal hash. */
function contentHash(order: Order): string {
  const lines = order.lines.map(({ raw: _, ...line }) => line);
  const { raw: _, ...content } = order;
  return createHash("sha256")
    .update(JSON.stringify({ ...content, lines }))
    .digest("base64url");
}

function searchText(order: Order): string {
  const { buyer } = order;
  const parts = [
    order.externalId,
    ...[buyer.name, buyer.username, buyer.email],
    ...order.lines.flatMap((line) => [line.sku, line.title, line.listingId]),
    ...order.shipments.map((shipment) => shipment.trackingNumber),
  ];
  return [...new Set(parts.filter((part) => part !== null && part !== ""))].join(" ");
}

/** The order's row. */
export function toOrderRow(order: Order, origin: OrderOrigin): OrderUpsert {
  const { buyer, totals } = order;
  return {
    ...{ id: origin.newId(), connection_id: origin.connectionId, platform: order.platform },
    ...{ external_id: order.externalId, status: order.status, raw_status: order.rawStatus },
    ...{ payment_status: order.paymentStatus, placed_at: order.placedAt, changed_at: order.updatedAt },
    ...{ paid_at: order.paidAt, shipped_at: order.shippedAt, ship_by: order.shipBy, currency: order.currency },
    ...{ marketplace: order.marketplace, buyer_external_id: buyer.externalId, buyer_username: buyer.username },
    ...{ buyer_name: buyer.name ?? order.shipTo?.name ?? null, buyer_email: buyer.email, ship_to: order.shipTo },
    country_code: order.shipTo?.countryCode ?? null,
    subtotal_minor: totals.subtotal?.minor ?? null,
    shipping_minor: totals.shipping?.minor ?? null,
    discount_minor: totals.discount?.minor ?? null,
    tax_minor: totals.tax?.minor ?? null,
    fees_minor: totals.fees?.minor ?? null,
    refunded_minor: totals.refunded?.minor ?? null,
    total_minor: totals.total?.minor ?? null,
    ...{ lines_complete: order.linesComplete, archived: order.archived },
    sold_on_platform: order.soldThrough?.platform ?? null,
    sold_on_number: order.soldThrough?.orderExternalId ?? null,
    ...{ buyer_note: order.buyerNote, seller_note: order.sellerNote, raw: order.raw },
    line_count: order.lines.length,
    unit_count: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    first_title: order.lines[0]?.title ?? null,
    ...{ search_text: searchText(order), content_hash: contentHash(order), demo: origin.demo },
  };
}

/** The rows of an order's lines. A line id that the platform gives twice is told apart, so that no line is lost. */
export function toLineRows(order: Order, orderId: string, newId: () => string): LineUpsert[] {
  const uses = new Map<string, number>();
  return order.lines.map((line, position) => {
    const use = (uses.get(line.externalId) ?? 0) + 1;
    uses.set(line.externalId, use);
    const externalId = use === 1 ? line.externalId : `${line.externalId}#${use}`;
    return toLineRow(line, { id: newId(), orderId, externalId, position, currency: order.currency });
  });
}

function toLineRow(
  line: OrderLine,
  place: { id: string; orderId: string; externalId: string; position: number; currency: string },
): LineUpsert {
  return {
    ...{ id: place.id, order_id: place.orderId, external_id: place.externalId, position: place.position },
    ...{ listing_external_id: line.listingId, variation_id: line.variationId, sku: line.sku, title: line.title },
    ...{ quantity: line.quantity, quantity_shipped: line.quantityShipped },
    ...{ quantity_cancelled: line.quantityCancelled, quantity_refunded: line.quantityRefunded },
    ...{ identifiers: line.identifiers, condition: line.condition, variation: line.variation, kind: line.kind },
    unit_price_minor: line.unitPrice?.minor ?? null,
    line_total_minor: line.lineTotal?.minor ?? null,
    shipping_minor: line.shipping?.minor ?? null,
    tax_minor: line.tax?.minor ?? null,
    currency: line.lineTotal?.currency ?? line.unitPrice?.currency ?? place.currency,
  };
}

/** The rows of an order's packages. */
export function toShipmentRows(order: Order, orderId: string, newId: () => string): ShipmentUpsert[] {
  return order.shipments.map((shipment) => ({
    ...{ id: newId(), order_id: orderId, external_id: shipment.externalId, carrier: shipment.carrier },
    ...{ tracking_number: shipment.trackingNumber, shipped_at: shipment.shippedAt },
    lines: shipment.lines.map((line) => ({ line_external_id: line.lineExternalId, quantity: line.quantity })),
  }));
}

/** Each order once: of two reads in one page the later one counts. */
export function latestOfEach(orders: readonly Order[]): Order[] {
  const latest = new Map<string, Order>();
  for (const order of orders) {
    const known = latest.get(order.externalId);
    if (!known || Date.parse(order.updatedAt) >= Date.parse(known.updatedAt)) latest.set(order.externalId, order);
  }
  return [...latest.values()];
}
