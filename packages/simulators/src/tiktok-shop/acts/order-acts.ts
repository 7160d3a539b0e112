import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import { publish } from "../events/publish.ts";
import { makePackage, prepareForShipping, shipPackage } from "../fulfillment/packages.ts";
import { canSell, makeOrder, shipByOf, skuOfLine } from "../orders/make-order.ts";
import { announceStatus, changeOrder } from "../orders/order-state.ts";
import { movePackage } from "../orders/settle.ts";
import { commitUnit } from "../products/stock.ts";
import type { Order } from "../tiktok-shop-entities.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { inventBuyer } from "./invented-buyer.ts";
import { knownOrder, knownPackage, knownShop } from "./known.ts";

const decimalText = z.string().regex(/^\d+(\.\d+)?$/);
const addressSchema = z.object({
  name: z.string(),
  phone: z.string(),
  lines: z.array(z.string()).min(1),
  city: z.string(),
  county: z.string().optional(),
  postalCode: z.string(),
  regionCode: z.string().optional(),
});
const placeOrderSchema = z.strictObject({
  /** Default the first shop. */
  shopId: z.string().optional(),
  buyer: z.object({ userId: z.string(), address: addressSchema }).optional(),
  lines: z
    .array(
      z.strictObject({
        skuId: z.string().optional(),
        sellerSku: z.string().optional(),
        quantity: z.number().int().min(1).default(1),
        sellerDiscount: decimalText.optional(),
        platformDiscount: decimalText.optional(),
      }),
    )
    .min(1),
  shippingFee: decimalText.default("3.49"),
  shippingType: z.enum(["SELLER", "TIKTOK"]).default("SELLER"),
  /** False waits for `payOrder`, without an address. */
  paid: z.boolean().default(true),
  /** True lets the hour pass first in which the buyer may cancel alone. */
  onHold: z.boolean().default(false),
  isSample: z.boolean().default(false),
  strangeStatus: z.string().optional(),
});
const orderOnly = z.strictObject({ orderId: z.string() });

/** What buyers, carriers and the seller's own hands do to orders outside the API. */
export function orderActs(world: TiktokShopWorld) {
  return {
    /** A buyer orders: units are committed, the order appears, ORDER_STATUS_CHANGE goes out. */
    placeOrder: defineAct(placeOrderSchema, (input) => placeOrder(world, input)),
    payOrder: defineAct(orderOnly.extend({ onHold: z.boolean().default(false) }), ({ orderId, onHold }) => {
      const order = knownOrder(world, orderId);
      const at = world.seconds();
      changeOrder(world, order, at, () => pay(world, order, at, onHold));
      prepareForShipping(world, order, at);
      return { orderId };
    }),
    /** The seller ships on the site: everything that is left, or some lines. */
    shipOnSite: defineAct(
      orderOnly.extend({
        lineIds: z.array(z.string()).optional(),
        provider: z.string().optional(),
        trackingNumber: z.string(),
      }),
      ({ orderId, lineIds, provider, trackingNumber }) => {
        const order = knownOrder(world, orderId);
        const lines = order.lines.filter(
          ({ id, status }) => status === "AWAITING_SHIPMENT" && (lineIds === undefined || lineIds.includes(id)),
        );
        if (lines.length === 0) throw new ActRefused("Nothing is left to ship");
        const providers = world.deliveryOptions.get(order.deliveryOptionId)?.providers ?? [];
        const carrier = providers.find(({ name }) => name === provider) ?? providers[0];
        const at = world.seconds();
        const pack = world.packages.get(lines[0]?.packageId ?? "") ?? makePackage(world, order, lines, at);
        Object.assign(pack, { providerId: carrier?.id ?? "", providerName: carrier?.name ?? "", trackingNumber });
        shipPackage(world, pack, at, "site");
        return { packageId: pack.id };
      },
    ),
    /** The carrier collects or delivers, or the time for returns passes. */
    movePackage: defineAct(
      z.strictObject({ packageId: z.string(), to: z.enum(["IN_TRANSIT", "DELIVERED", "COMPLETED"]) }),
      ({ packageId, to }) => {
        movePackage(world, knownPackage(world, packageId), to, world.seconds());
        return { packageId };
      },
    ),
    freezePackage: defineAct(
      z.strictObject({ packageId: z.string(), frozen: z.boolean().default(true) }),
      ({ packageId, frozen }) => {
        knownPackage(world, packageId).frozen = frozen;
        return { packageId, frozen };
      },
    ),
    /** The buyer corrects the address. */
    changeAddress: defineAct(orderOnly.extend({ address: addressSchema }), ({ orderId, address }) => {
      const order = knownOrder(world, orderId);
      changeOrder(world, order, world.seconds(), () => {
        order.address = address;
      });
      publish(world, order.shopId, "RECIPIENT_ADDRESS_UPDATE", { order_id: orderId, update_time: order.updateTime });
      return { orderId };
    }),
    /** Anything else that moves the order's update time: it jumps into a later window while somebody pages. */
    touchOrder: defineAct(orderOnly.extend({ sellerNote: z.string().optional() }), ({ orderId, sellerNote }) => {
      const order = knownOrder(world, orderId);
      changeOrder(world, order, world.seconds(), () => {
        order.sellerNote = sellerNote ?? order.sellerNote;
      });
      return { orderId };
    }),
  };
}

function placeOrder(world: TiktokShopWorld, input: z.output<typeof placeOrderSchema>) {
  const shop = knownShop(world, input.shopId);
  for (const line of input.lines) {
    const { product, sku } = skuOfLine(world, shop, line);
    if (product.status !== "ACTIVATE") throw new ActRefused(`${product.title} is not for sale`);
    if (!canSell(sku, line.quantity)) throw new ActRefused(`Too few are left of ${sku.id}`);
  }
  const placedAt = world.clock.iso();
  const { shopId: _shop, buyer = inventBuyer(world.random), paid, onHold, ...rest } = input;
  const order = world.orders.insert(makeOrder(world, shop, { ...rest, placedAt, buyer }));
  for (const line of order.lines) commitUnit(world, line);
  world.ledger.append("order-placed", { orderId: order.id, shopId: shop.id, lines: input.lines });
  const at = world.seconds();
  if (paid) {
    changeOrder(world, order, at, () => pay(world, order, at, onHold));
    prepareForShipping(world, order, at);
  } else {
    announceStatus(world, order);
  }
  return { orderId: order.id, lineIds: order.lines.map(({ id }) => id) };
}

function pay(world: TiktokShopWorld, order: Order, at: number, onHold: boolean) {
  if (order.paidTime !== null) throw new ActRefused(`Order ${order.id} is paid already`);
  order.paidTime = at;
  order.shipBy = shipByOf(world, at);
  order.holdUntil = onHold ? at + world.settings.holdSeconds : null;
  for (const line of order.lines) if (line.status === "UNPAID") line.status = "AWAITING_SHIPMENT";
  world.ledger.append("order-paid", { orderId: order.id });
}
