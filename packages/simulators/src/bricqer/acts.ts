import { z } from "zod";
import { ActRefused, defineAct } from "../kit/index.ts";
import { moneyText } from "./amounts.ts";
import type { Order, StockItem } from "./bricqer-entities.ts";
import { rights } from "./bricqer-seed.ts";
import { type BricqerSettings, type BricqerWorld, defaultSettings, rowKey } from "./bricqer-world.ts";
import { importOrder } from "./channel-import.ts";
import { moveOrder, touch } from "./order-status.ts";
import { trackUrl } from "./seeding.ts";
import { setRemaining } from "./stock-change.ts";

const whole = z.number().int();
const ofTenant = z.strictObject({ tenant: z.string().optional() });
const orderRef = ofTenant.extend({ orderId: z.coerce.number() });
const itemRef = ofTenant.extend({ itemId: z.coerce.number() });
const saleSchema = ofTenant.extend({
  provider: z.string().default("BrickLink"),
  /** The channel's number; a new one unless told. */
  number: z.string().optional(),
  lines: z.array(z.strictObject({ itemId: z.coerce.number(), quantity: whole.min(1).default(1) })).min(1),
  isPaid: z.boolean().default(true),
  shipping: z.string().default("3.49"),
});
const settingsSchema = z
  .strictObject({
    snakeCaseOf: z.array(z.string()),
    missingKey: z.union([z.literal(401), z.literal(403)]),
    modifiedFilter: z.enum(["honoured", "ignored"]),
    filedDefault: z.enum(["all", "open"]),
    patchAnswer: z.enum(["item", "empty"]),
    storageForm: z.enum(["array", "paged"]),
    orderField: z.enum(["object", "text"]),
    zone: z.enum(["Z", "none"]),
    csvDelimiter: z.enum([",", ";"]),
    nextLinksTo: z.string().nullable(),
    picturesTo: z.string().nullable(),
    redirectsTo: z.string().nullable(),
  } satisfies Record<keyof BricqerSettings, z.ZodType>)
  .partial();

/** What happens at Bricqer beside its API: sales on channels, work in the browser, keys and switches. */
export function bricqerActs(world: BricqerWorld) {
  const move = ({ orderId, tenant }: z.output<typeof orderRef>, status: string) =>
    moveOrder(world, findOrder(world, tenant, orderId), status);
  return {
    /** Somebody buys on a channel, and Bricqer imports it at once: the stock falls. */
    channelSale: defineAct(saleSchema, (sale) => ({ orderId: sell(world, sale).id })),
    pickOrder: defineAct(orderRef, (order) => move(order, "PICKED")),
    packOrder: defineAct(orderRef, (order) => move(order, "PACKED")),
    shipOrder: defineAct(orderRef.extend({ trackingCode: z.string().optional() }), ({ trackingCode, ...ref }) => {
      const order = findOrder(world, ref.tenant, ref.orderId);
      if (trackingCode !== undefined) {
        order.trackingCode = trackingCode;
        order.trackTraceUrl = trackUrl(trackingCode);
      }
      move(ref, "SHIPPED");
    }),
    /** The goods go back to where they lay. */
    cancelOrder: defineAct(orderRef, (order) => move(order, "CANCELLED")),
    /** Any status, also ones that nobody has written down. */
    setOrderStatus: defineAct(orderRef.extend({ status: z.string() }), ({ status, ...order }) => move(order, status)),
    /** Puts an order into the archive. */
    fileOrder: defineAct(orderRef, ({ orderId, tenant }) => {
      const order = findOrder(world, tenant, orderId);
      order.filed = true;
      touch(world, order);
    }),
    /** The seller counts the shelf and corrects a quantity. */
    setQuantity: defineAct(itemRef.extend({ quantity: whole.min(0) }), ({ itemId, tenant, quantity }) =>
      setRemaining(world, findItem(world, tenant, itemId), { quantity, by: "seller-web" }),
    ),
    deleteItem: defineAct(itemRef, ({ itemId, tenant }) => {
      const item = findItem(world, tenant, itemId);
      world.items.delete(rowKey(item.tenant, item.id));
      world.ledger.append("stock-item-deleted", { tenant: item.tenant, itemId, by: "seller-web" });
    }),
    /** Makes a key, or changes what one may do. */
    setKey: defineAct(
      ofTenant.extend({ apiKey: z.string().min(1), rights: z.array(z.enum(rights)) }),
      ({ tenant, ...key }) => {
        world.keys.put({ ...key, tenant: labelOf(world, tenant) });
      },
    ),
    revokeKey: defineAct(z.strictObject({ apiKey: z.string() }), ({ apiKey }) => {
      if (!world.keys.delete(apiKey)) throw new ActRefused("There is no such key");
    }),
    setSettings: defineAct(settingsSchema, (change) => {
      Object.assign(world.settings, change);
    }),
    resetSettings: defineAct(z.strictObject({}), () => {
      Object.assign(world.settings, defaultSettings);
    }),
  };
}

const somebody = {
  name: "Sam Example",
  email: "sam@example.com",
  address: "1 Example Street\nDoncaster\nDN3 2HN Doncaster",
  countryCode: "GB",
};

function sell(world: BricqerWorld, { tenant, provider, number, lines, isPaid, shipping }: z.output<typeof saleSchema>) {
  const label = labelOf(world, tenant);
  const goods = lines.map(({ itemId, quantity }) => {
    const item = findItem(world, label, itemId);
    if (item.remainingQuantity < quantity) throw new ActRefused(`Item ${itemId} has no ${quantity} left`);
    const definition = world.definitions.get(rowKey(label, item.definitionId));
    const listing = item.listings[provider];
    if (definition === undefined || listing === undefined) {
      throw new ActRefused(`Item ${itemId} is not for sale on ${provider}`);
    }
    return { listing, quantity, description: definition.description, price: moneyText(definition.price) };
  });
  const now = world.clock.iso();
  return importOrder(world, label, {
    provider,
    number: number ?? String(world.store.nextNumber(rowKey(label, provider), 29_891_126)),
    status: isPaid ? "READY" : "OPEN",
    placedAt: now,
    ...(isPaid && { paidAt: now }),
    buyer: somebody,
    lines: goods,
    shipping,
  });
}

function labelOf(world: BricqerWorld, tenant: string | undefined): string {
  const label = tenant ?? world.tenants.all()[0]?.label;
  if (label === undefined || !world.tenants.has(label)) throw new ActRefused(`There is no tenant ${tenant}`);
  return label;
}

function findOrder(world: BricqerWorld, tenant: string | undefined, orderId: number): Order {
  const order = world.orders.get(rowKey(labelOf(world, tenant), orderId));
  if (order === undefined) throw new ActRefused(`There is no order ${orderId}`);
  return order;
}

function findItem(world: BricqerWorld, tenant: string | undefined, itemId: number): StockItem {
  const item = world.items.get(rowKey(labelOf(world, tenant), itemId));
  if (item === undefined) throw new ActRefused(`There is no stock item ${itemId}`);
  return item;
}
