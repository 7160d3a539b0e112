import { parseDecimal } from "./amounts.ts";
import type { Fulfillment, Listing, Order, OrderLine, Seller } from "./ebay-entities.ts";
import type { EbayOrderLineSeed, EbayOrderSeed, EbayShipmentSeed } from "./ebay-seed.ts";
import type { EbayWorld } from "./ebay-world.ts";
import { variationOf } from "./stock.ts";

const HANDLING_MS = 30 * 3600 * 1000;

/** Puts a finished past into the store: an order with what has happened to it. Stock is not touched. */
export function seedOrder(world: EbayWorld, seed: EbayOrderSeed): Order {
  const seller = seed.seller === undefined ? world.sellers.all()[0] : world.sellers.get(seed.seller);
  if (seller === undefined) throw new Error(`The simulated eBay has no seller ${seed.seller ?? ""}`);
  const order = makeOrder(world, seller, seed);
  order.fulfillments = (seed.shipments ?? []).map((shipment) => makeFulfillment(world, order, shipment));
  order.refunds = (seed.refunds ?? []).map(({ at, amount, line }) => ({
    refundId: nextRefundId(world),
    at: iso(at),
    amount: parseDecimal(amount),
    lineItemId: line === undefined ? null : lineAt(order, line).lineItemId,
  }));
  order.modifiedAt = iso(seed.lastModifiedAt ?? latest(order));
  return world.orders.insert(order);
}

/** An order as it is the moment it is placed; not stored yet. */
export function makeOrder(world: EbayWorld, seller: Seller, seed: EbayOrderSeed): Order {
  const createdAt = iso(seed.placedAt);
  const payment = seed.payment ?? "PAID";
  const paidAt = payment === "PAID" ? iso(seed.paidAt ?? createdAt) : null;
  const handlingFrom = Date.parse(paidAt ?? createdAt);
  const { cancellation } = seed;
  return {
    orderId: seed.orderId ?? nextOrderId(world),
    username: seller.username,
    createdAt,
    modifiedAt: createdAt,
    buyer: structuredClone(seed.buyer),
    hub: seed.viaHub ?? null,
    currency: seller.currency,
    lines: seed.lines.map((line) => makeLine(world, seller, line)),
    delivery: parseDecimal(seed.deliveryCost ?? "0"),
    discount: parseDecimal(seed.discount ?? "0"),
    payment: { status: payment, paidAt },
    shipBy: iso(seed.shipBy ?? new Date(handlingFrom + HANDLING_MS).toISOString()),
    shippingServiceCode: seed.shippingServiceCode ?? "UK_RoyalMailSecondClassStandard",
    buyerNote: seed.buyerNote ?? null,
    fulfillments: [],
    cancellation: cancellation
      ? {
          requestId: nextCancelId(world),
          state: cancellation.state,
          requestedAt: iso(cancellation.requestedAt),
          completedAt: cancellation.completedAt === undefined ? null : iso(cancellation.completedAt),
          initiator: cancellation.initiator ?? "Buyer",
          reason: cancellation.reason ?? "ORDER_PLACED_BY_MISTAKE",
        }
      : null,
    refunds: [],
  };
}

export const nextOrderId = (world: EbayWorld) =>
  `${world.random.digits(2)}-${String(world.store.nextNumber("order", 3955)).padStart(5, "0")}-${world.random.digits(5)}`;
export const nextRefundId = (world: EbayWorld) => String(world.store.nextNumber("refund", 5_005_000_505));
export const nextCancelId = (world: EbayWorld) => String(world.store.nextNumber("cancel", 5_000_140_041));
/** Without tracking eBay names a shipment by an arbitrary short number. */
export const nextFulfillmentId = (world: EbayWorld) => String(world.store.nextNumber("fulfillment", 999));

function makeLine(world: EbayWorld, seller: Seller, seed: EbayOrderLineSeed): OrderLine {
  const listing = seed.itemId === undefined ? undefined : world.listings.get(seed.itemId);
  const variation = listing && variationOf(listing, seed);
  return {
    lineItemId: seed.lineItemId ?? String(world.store.nextNumber("line", 10_090_000_000_001)),
    itemId: seed.itemId ?? String(world.store.nextNumber("gone-item", 110_010_000_001)),
    variationId: variation?.variationId ?? seed.variationId ?? null,
    sku: variation?.sku ?? seed.sku ?? listing?.sku ?? null,
    title: seed.title ?? listing?.title ?? "Item no longer listed",
    quantity: seed.quantity,
    unitPrice: unitPriceOf(seed, listing, variation?.price),
    aspects: structuredClone(variation?.aspects ?? []),
    marketplaceId: listing?.marketplaceId ?? seller.marketplaceId,
    soldFormat: listing?.format ?? "FIXED_PRICE",
  };
}

function unitPriceOf(seed: EbayOrderLineSeed, listing: Listing | undefined, variationPrice: number | undefined) {
  if (seed.unitPrice !== undefined) return parseDecimal(seed.unitPrice);
  const price = variationPrice ?? listing?.price;
  if (price === undefined)
    throw new Error(`An order line without a listing needs a unitPrice: ${JSON.stringify(seed)}`);
  return price;
}

function makeFulfillment(world: EbayWorld, order: Order, seed: EbayShipmentSeed): Fulfillment {
  const everything = order.lines.map(({ quantity }, line) => ({ line, quantity }));
  return {
    fulfillmentId: seed.trackingNumber ?? nextFulfillmentId(world),
    lines: (seed.lines ?? everything).map(({ line, quantity }) => ({
      lineItemId: lineAt(order, line).lineItemId,
      quantity,
    })),
    carrier: seed.carrier ?? (seed.trackingNumber === undefined ? null : "RoyalMail"),
    trackingNumber: seed.trackingNumber ?? null,
    shippedAt: iso(seed.shippedAt),
  };
}

function lineAt(order: Order, index: number): OrderLine {
  const line = order.lines[index];
  if (line === undefined) throw new Error(`Order ${order.orderId} has no line ${index}`);
  return line;
}

function latest(order: Order): string {
  const moments = [
    order.createdAt,
    order.payment.paidAt,
    order.cancellation?.requestedAt,
    order.cancellation?.completedAt,
    ...order.fulfillments.map(({ shippedAt }) => shippedAt),
    ...order.refunds.map(({ at }) => at),
  ];
  return moments.reduce<string>((last, at) => (at != null && at > last ? at : last), order.createdAt);
}

function iso(at: string): string {
  return new Date(at).toISOString();
}
