import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import type { Order } from "../amazon-entities.ts";
import type { AmazonOrderSeed } from "../amazon-seed.ts";
import { type AmazonWorld, skuKey } from "../amazon-world.ts";
import { isFulfilledByAmazon, sellableOf, sellUnits } from "../listings/stock.ts";
import { announceOrder } from "../notifications/announce.ts";
import { makeOrder } from "../orders/order-seeding.ts";
import { openOf } from "../orders/order-state.ts";
import { nextPackageReference, putPackage } from "../orders/shipments.ts";
import { sellerNamed } from "../sellers.ts";
import { settle } from "../settle.ts";
import { inventBuyer } from "./invented-buyer.ts";

const decimalText = z.string().regex(/^\d+(\.\d{1,2})?$/);
const addressSchema = z.object({
  name: z.string(),
  companyName: z.string().optional(),
  addressLine1: z.string(),
  addressLine2: z.string().optional(),
  city: z.string(),
  districtOrCounty: z.string().optional(),
  stateOrRegion: z.string().optional(),
  postalCode: z.string(),
  countryCode: z.string().length(2),
  phone: z.string().optional(),
});
const buyerSchema = z.object({
  name: z.string(),
  email: z.string(),
  companyName: z.string().optional(),
  address: addressSchema,
});
const placeOrderSchema = z.strictObject({
  sellerId: z.string().optional(),
  marketplaceId: z.string().optional(),
  buyer: buyerSchema.optional(),
  lines: z
    .array(
      z.strictObject({
        sku: z.string(),
        quantity: z.number().int().min(1).default(1),
        shipping: decimalText.optional(),
        discount: decimalText.optional(),
        tax: decimalText.optional(),
        giftMessage: z.string().optional(),
      }),
    )
    .min(1),
  /** OPEN is paid; PENDING waits for `payOrder`; any other text is a status that nobody has seen yet. */
  state: z.string().default("OPEN"),
  programs: z.array(z.string()).optional(),
  /** Another currency than the marketplace's. */
  currency: z.string().optional(),
  taxKeptByAmazon: z.boolean().optional(),
});
const orderOnly = z.strictObject({ orderId: z.string() });

/** What buyers, the seller on the site, and Amazon do to orders outside the API. */
export function orderActs(world: AmazonWorld) {
  return {
    /** A buyer orders: stock falls, the order appears; searches find it after a while. */
    placeOrder: defineAct(placeOrderSchema, (input) => placeOrder(world, input)),
    /** Payment of a pending order goes through. */
    payOrder: defineAct(orderOnly, ({ orderId }) =>
      change(world, orderId, "order-paid", (order) => {
        order.state = "OPEN";
      }),
    ),
    /** The buyer asks to cancel, all lines or one; the order stays open. */
    requestCancellation: defineAct(
      z.strictObject({ orderId: z.string(), orderItemId: z.string().optional(), reason: z.string().optional() }),
      ({ orderId, orderItemId, reason = "Found cheaper somewhere else." }) =>
        requestCancel(world, orderId, { orderItemId, reason }),
    ),
    /** The order, or one line of it, is cancelled; its unsent units go back on sale. */
    cancelOrder: defineAct(
      z.strictObject({
        orderId: z.string(),
        orderItemId: z.string().optional(),
        by: z.enum(["BUYER", "MERCHANT", "AMAZON"]).default("BUYER"),
        reason: z.string().default("BUYER_CANCELED"),
      }),
      (input) => cancelOrder(world, input),
    ),
    /** The seller (or Amazon, for its own stock) ships on the site; no lines means everything that is open. */
    shipOnSite: defineAct(
      z.strictObject({
        orderId: z.string(),
        lines: z.array(z.object({ orderItemId: z.string(), quantity: z.number().int().min(1) })).optional(),
        carrier: z.string().default("Royal Mail"),
        trackingNumber: z.string().optional(),
      }),
      (input) => shipOnSite(world, input),
    ),
    /** The carrier reports on a parcel. */
    moveParcel: defineAct(
      z.strictObject({
        orderId: z.string(),
        packageReferenceId: z.string(),
        status: z.enum(["IN_TRANSIT", "DELIVERED", "UNDELIVERABLE", "CANCELLED"]),
      }),
      ({ orderId, packageReferenceId, status }) =>
        change(world, orderId, "parcel-moved", (order) => {
          const parcel = order.packages.find((row) => row.packageReferenceId === packageReferenceId);
          if (parcel === undefined) throw new ActRefused(`The order has no parcel ${packageReferenceId}`);
          parcel.status = status;
        }),
    ),
    /** Sets a status as text, one that nobody has documented included. */
    setOrderState: defineAct(z.strictObject({ orderId: z.string(), state: z.string() }), ({ orderId, state }) =>
      change(world, orderId, "order-touched", (order) => {
        order.state = state;
      }),
    ),
    /** Anything else that moves the order's date of change: it jumps into a later window while somebody pages. */
    touchOrder: defineAct(orderOnly, ({ orderId }) => change(world, orderId, "order-touched", () => {})),
  };
}

function placeOrder(world: AmazonWorld, input: z.output<typeof placeOrderSchema>) {
  settle(world);
  const { sellerId } = sellerNamed(world, input.sellerId);
  const sold = input.lines.map(({ sku, quantity }) => {
    const listing = world.listings.get(skuKey(sellerId, sku));
    if (listing === undefined || !listing.isActive) throw new ActRefused(`${sku} is no active listing of ${sellerId}`);
    const left = sellableOf(world, listing);
    if (left < quantity) throw new ActRefused(`Only ${left} left of ${sku}`);
    return { listing, quantity };
  });
  const byAmazon = sold.map(({ listing }) => isFulfilledByAmazon(listing));
  if (byAmazon.includes(true) && byAmazon.includes(false)) throw new ActRefused("Amazon splits such orders by sender");
  const { lines, buyer, marketplaceId, state, programs, currency, taxKeptByAmazon } = input;
  const seed: AmazonOrderSeed = {
    sellerId,
    placedAt: world.clock.iso(),
    buyer: buyer ?? inventBuyer(world.random),
    lines,
    state,
    fulfilledBy: byAmazon.includes(true) ? "AMAZON" : "MERCHANT",
    ...(marketplaceId !== undefined && { marketplaceId }),
    ...(programs !== undefined && { programs }),
    ...(currency !== undefined && { currency }),
    ...(taxKeptByAmazon !== undefined && { taxKeptByAmazon }),
  };
  const order = world.orders.insert(makeOrder(world, seed));
  for (const { listing, quantity } of sold) sellUnits(world, listing, quantity);
  world.ledger.append("order-placed", { orderId: order.orderId, lines });
  announceOrder(world, order, "Order Status Change");
  return { orderId: order.orderId, orderItemIds: order.lines.map(({ orderItemId }) => orderItemId) };
}

function linesOf(order: Order, orderItemId: string | undefined) {
  const lines = order.lines.filter((line) => orderItemId === undefined || line.orderItemId === orderItemId);
  if (lines.length === 0) throw new ActRefused(`Order ${order.orderId} has no item ${orderItemId}`);
  return lines;
}

function requestCancel(
  world: AmazonWorld,
  orderId: string,
  { orderItemId, reason }: { orderItemId: string | undefined; reason: string },
) {
  const order = known(world, orderId);
  for (const line of linesOf(order, orderItemId)) line.cancellationRequest = reason;
  order.updatedAt = world.clock.milliseconds();
  world.ledger.append("cancellation-requested", { orderId });
  announceOrder(world, order, "Buyer Requested Cancel");
  return { orderId };
}

function cancelOrder(
  world: AmazonWorld,
  {
    orderId,
    orderItemId,
    by,
    reason,
  }: { orderId: string; orderItemId?: string | undefined; by: string; reason: string },
) {
  return change(world, orderId, "order-cancelled", (order) => {
    for (const line of linesOf(order, orderItemId)) {
      const open = openOf(order, line);
      line.cancellation = { by, reason };
      const listing = line.sku === null ? undefined : world.listings.get(skuKey(order.sellerId, line.sku));
      if (listing !== undefined && open > 0) sellUnits(world, listing, -open);
    }
    if (order.lines.every(({ cancellation }) => cancellation !== null)) order.state = "CANCELLED";
  });
}

interface SiteShipment {
  orderId: string;
  lines?: { orderItemId: string; quantity: number }[] | undefined;
  carrier: string;
  trackingNumber?: string | undefined;
}

function shipOnSite(world: AmazonWorld, { orderId, lines, carrier, trackingNumber }: SiteShipment) {
  const order = known(world, orderId);
  const everything = order.lines
    .map((line) => ({ orderItemId: line.orderItemId, quantity: openOf(order, line) }))
    .filter(({ quantity }) => quantity > 0);
  if (everything.length === 0) throw new ActRefused(`Nothing of ${orderId} is left to ship`);
  const packageReferenceId = nextPackageReference(order);
  const now = world.clock.milliseconds();
  const parcel = {
    packageReferenceId,
    carrier,
    carrierName: null,
    shippingService: null,
    trackingNumber: trackingNumber ?? `SITE${world.random.digits(10)}`,
    shippedAt: now,
    createdAt: now,
    status: "SHIPPED" as const,
    lines: lines ?? everything,
  };
  putPackage(world, order, parcel, "site");
  return { orderId, packageReferenceId };
}

function known(world: AmazonWorld, orderId: string): Order {
  const order = world.orders.get(orderId);
  if (order === undefined) throw new ActRefused(`There is no order ${orderId}`);
  return order;
}

function change(world: AmazonWorld, orderId: string, kind: string, make: (order: Order) => void) {
  const order = known(world, orderId);
  make(order);
  order.updatedAt = world.clock.milliseconds();
  world.ledger.append(kind, { orderId });
  announceOrder(world, order, "Order Status Change");
  return { orderId };
}
