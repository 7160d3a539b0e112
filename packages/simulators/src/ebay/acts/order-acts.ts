import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import { parseDecimal } from "../amounts.ts";
import type { Order } from "../ebay-entities.ts";
import { sellerNamed } from "../ebay-seeding.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { orderTotal } from "../fulfillment/order-status.ts";
import { addRefund } from "../fulfillment/refund-operations.ts";
import { addFulfillment } from "../fulfillment/shipping-operations.ts";
import { publish } from "../notification/deliver.ts";
import { makeOrder, nextCancelId } from "../order-seeding.ts";
import { sellUnits, variationOf } from "../stock.ts";
import { notifySale } from "../trading/platform-notification.ts";
import { inventBuyer } from "./invented-buyer.ts";

const decimalText = z.string().regex(/^\d+(\.\d{1,2})?$/);
const addressSchema = z.object({
  fullName: z.string(),
  companyName: z.string().optional(),
  addressLine1: z.string(),
  addressLine2: z.string().optional(),
  city: z.string(),
  stateOrProvince: z.string().optional(),
  postalCode: z.string(),
  countryCode: z.string().length(2),
  phoneNumber: z.string().optional(),
  email: z.string().optional(),
});
const placeOrderSchema = z.strictObject({
  seller: z.string().optional(),
  buyer: z.object({ username: z.string(), address: addressSchema }).optional(),
  lines: z
    .array(
      z.strictObject({
        itemId: z.string(),
        sku: z.string().optional(),
        variationId: z.string().optional(),
        quantity: z.number().int().min(1).default(1),
      }),
    )
    .min(1),
  deliveryCost: decimalText.optional(),
  /** PENDING waits for `payOrder`. */
  payment: z.enum(["PAID", "PENDING"]).default("PAID"),
  /** False sends no notification, as when one is lost for good. */
  notify: z.boolean().default(true),
});
const orderOnly = z.strictObject({ orderId: z.string() });

/** What buyers and sellers do to orders outside the API. */
export function orderActs(world: EbayWorld) {
  return {
    /** A buyer orders: stock falls, the order appears, ORDER_CONFIRMATION goes out once per line. */
    placeOrder: defineAct(placeOrderSchema, (input) => placeOrder(world, input)),
    payOrder: defineAct(orderOnly, ({ orderId }) =>
      change(world, orderId, "order-paid", (order) => {
        order.payment = { status: "PAID", paidAt: world.clock.iso() };
        confirm(world, order);
      }),
    ),
    /** A buyer asks to cancel; the seller has not answered yet. */
    requestCancellation: defineAct(z.strictObject({ orderId: z.string(), reason: z.string().optional() }), (input) =>
      change(world, input.orderId, "cancellation-requested", (order) => {
        order.cancellation = cancellationOf(world, "IN_PROGRESS", input.reason);
      }),
    ),
    /** The order is cancelled: its units go back into stock and paid money is given back. */
    cancelOrder: defineAct(z.strictObject({ orderId: z.string(), reason: z.string().optional() }), (input) =>
      change(world, input.orderId, "order-cancelled", (order) => cancel(world, order, input.reason)),
    ),
    /** Money goes back through the site: the whole order, an amount, or one line. */
    refundOrder: defineAct(
      z.strictObject({ orderId: z.string(), amount: decimalText.optional(), lineItemId: z.string().optional() }),
      ({ orderId, amount, lineItemId = null }) => {
        const order = known(world, orderId);
        return addRefund(world, order, [
          { amount: amount === undefined ? orderTotal(order) : parseDecimal(amount), lineItemId },
        ]);
      },
    ),
    /** The seller marks something as shipped on the site; no lines means everything. */
    shipOnSite: defineAct(
      z.strictObject({
        orderId: z.string(),
        lines: z.array(z.object({ lineItemId: z.string(), quantity: z.number().int().min(1) })).optional(),
        carrier: z.string().optional(),
        trackingNumber: z.string().optional(),
      }),
      ({ orderId, lines, carrier = null, trackingNumber = null }) => {
        const order = known(world, orderId);
        const all = order.lines.map(({ lineItemId, quantity }) => ({ lineItemId, quantity }));
        const shipment = { lines: lines ?? all, carrier, trackingNumber, shippedAt: world.clock.iso() };
        return addFulfillment(world, order, shipment, "site");
      },
    ),
    /** Anything else that moves the order's modification date: it jumps into a later window while somebody pages. */
    touchOrder: defineAct(z.strictObject({ orderId: z.string(), buyerNote: z.string().optional() }), (input) =>
      change(world, input.orderId, "order-touched", (order) => {
        if (input.buyerNote !== undefined) order.buyerNote = input.buyerNote;
      }),
    ),
  };
}

function placeOrder(world: EbayWorld, input: z.output<typeof placeOrderSchema>) {
  const { seller: username, lines, deliveryCost, payment, notify } = input;
  const seller = sellerNamed(world, username);
  const sold = lines.map((line) => {
    const listing = world.listings.get(line.itemId);
    if (listing?.username !== seller.username || listing.status !== "ACTIVE") {
      throw new ActRefused(`${line.itemId} is no active listing of ${seller.username}`);
    }
    const variation = variationOf(listing, line);
    if (listing.variations.length > 0 && variation === undefined)
      throw new ActRefused(`Choose a variation of ${line.itemId}`);
    const available = (variation ?? listing).available;
    if (available < line.quantity) throw new ActRefused(`Only ${available} left of ${line.itemId}`);
    return { listing, variation, quantity: line.quantity };
  });
  const order = makeOrder(world, seller, {
    placedAt: world.clock.iso(),
    buyer: input.buyer ?? inventBuyer(world.random),
    lines,
    payment,
    deliveryCost: deliveryCost ?? "3.20",
  });
  for (const { listing, variation, quantity } of sold) sellUnits(world, listing, variation, quantity);
  world.orders.insert(order);
  world.ledger.append("order-placed", { orderId: order.orderId, lines });
  if (notify) notifySale(world, order, seller);
  if (notify && payment === "PAID") confirm(world, order);
  return { orderId: order.orderId, lineItemIds: order.lines.map(({ lineItemId }) => lineItemId) };
}

// One message per line, each naming its line alone.
function confirm(world: EbayWorld, order: Order) {
  const { userId, username } = sellerNamed(world, order.username);
  for (const { lineItemId, itemId, quantity } of order.lines) {
    const orderLineItems = [{ orderLineItemId: lineItemId, listingId: itemId, quantity }];
    const data = { user: { userId, username }, order: { orderId: order.orderId, orderLineItems } };
    publish(world, "ORDER_CONFIRMATION", data, username);
  }
}

function cancel(world: EbayWorld, order: Order, reason: string | undefined) {
  const at = world.clock.iso();
  order.cancellation = {
    ...(order.cancellation ?? cancellationOf(world, "CANCELED", reason)),
    state: "CANCELED",
    completedAt: at,
  };
  for (const line of order.lines) {
    const listing = world.listings.get(line.itemId);
    if (listing !== undefined) sellUnits(world, listing, variationOf(listing, line), -line.quantity);
  }
  const refunded = order.refunds.reduce((sum, { amount }) => sum + amount, 0);
  const rest = orderTotal(order) - refunded;
  if (order.payment.status === "PAID" && rest > 0) addRefund(world, order, [{ amount: rest, lineItemId: null }]);
}

function cancellationOf(world: EbayWorld, state: "IN_PROGRESS" | "CANCELED", reason = "ORDER_PLACED_BY_MISTAKE") {
  const requestedAt = world.clock.iso();
  return { requestId: nextCancelId(world), state, requestedAt, completedAt: null, initiator: "Buyer" as const, reason };
}

function change(world: EbayWorld, orderId: string, kind: string, apply: (order: Order) => void) {
  const order = known(world, orderId);
  apply(order);
  order.modifiedAt = world.clock.iso();
  world.ledger.append(kind, { orderId });
  return { orderId };
}

function known(world: EbayWorld, orderId: string): Order {
  const order = world.orders.get(orderId);
  if (order === undefined) throw new ActRefused(`There is no order ${orderId}`);
  return order;
}
