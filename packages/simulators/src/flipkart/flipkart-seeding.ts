import { createRandom } from "../kit/index.ts";
import type { Listing, ShipmentState } from "./flipkart-entities.ts";
import type { FlipkartListingSeed, FlipkartOrderLineSeed, FlipkartOrderSeed, FlipkartSeed } from "./flipkart-seed.ts";
import { defaultBehaviour } from "./flipkart-settings.ts";
import type { FlipkartWorld } from "./flipkart-world.ts";
import { indiaDay } from "./india-time.ts";
import { inventAddress, makeShipment, nextOrderId, type OrderFrame, type SoldLine, soldFrom } from "./order-making.ts";

const DEFAULT_LOCATION = { locationId: "LOC000000000001", locationName: "Warehouse" };
const waiting: ReadonlySet<ShipmentState> = new Set([
  "APPROVED",
  "PACKING_IN_PROGRESS",
  "FORM_FAILED",
  "PACKED",
  "READY_TO_DISPATCH",
]);

/** Fills the empty world from a seed. */
export function seedWorld(world: FlipkartWorld, seed: FlipkartSeed) {
  Object.assign(world.behaviour, defaultBehaviour);
  for (const { kind = "self", title, redirectUri, approved = true, ...keys } of seed.applications) {
    world.applications.insert({
      ...keys,
      kind,
      approved,
      title: title ?? "An application",
      redirectUri: redirectUri ?? null,
    });
  }
  for (const location of seed.locations ?? [DEFAULT_LOCATION]) world.locations.insert(location);
  for (const listing of seed.listings ?? []) addListing(world, listing);
  for (const order of seed.orders ?? []) addOrder(world, order);
  const [application] = seed.applications;
  if (seed.notificationUrl === undefined || application === undefined) return;
  const { applicationId } = application;
  const url = seed.notificationUrl;
  world.subscriptions.put({ id: "subscription", applicationId, url, returnsUrl: url });
}

function addListing(world: FlipkartWorld, seed: FlipkartListingSeed) {
  const productId = seed.productId ?? productIdOf(seed.sku);
  world.listings.insert({
    listingId: seed.listingId ?? `LST${productId}${letters(`${seed.sku}/listing`, 6)}`,
    productId,
    sku: seed.sku,
    title: seed.title,
    mrp: seed.mrp ?? Math.ceil(seed.sellingPrice * 1.1),
    sellingPrice: seed.sellingPrice,
    status: seed.status ?? "ACTIVE",
    archived: seed.archived ?? false,
    fulfillmentProfile: seed.fulfillmentProfile ?? "NON_FBF",
    hsn: seed.hsn === undefined ? "95030090" : seed.hsn,
    taxCode: "GST_18",
    locations: locationsOf(world, seed),
  });
}

function locationsOf(world: FlipkartWorld, { inventory, disabledAt = [] }: FlipkartListingSeed): Listing["locations"] {
  const [first] = world.locations.all();
  const byLocation = typeof inventory === "number" ? { [first?.locationId ?? ""]: inventory } : inventory;
  return Object.entries(byLocation).map(([id, units]) => ({
    id,
    status: disabledAt.includes(id) ? ("DISABLED" as const) : ("ENABLED" as const),
    inventory: units,
    pendingInventory: 0,
  }));
}

/** The FSN of goods whose seed names none: always the same for a SKU. */
export function productIdOf(sku: string): string {
  return `TOY${letters(sku, 13)}`;
}

function letters(seed: string, length: number): string {
  const random = createRandom(seed);
  return Array.from({ length }, () => random.pick([..."ABCDEFGHJKMNPQRSTUVWXYZ"])).join("");
}

function addOrder(world: FlipkartWorld, seed: FlipkartOrderSeed) {
  const lines = seed.lines.map((line) => lineOf(world, line));
  const frame = frameOf(world, seed);
  const groups = seed.splitShipments === true ? lines.map((line) => [line]) : [lines];
  for (const group of groups) {
    const shipmentId = groups.length === 1 ? seed.shipmentId : undefined;
    const shipment = world.shipments.insert(makeShipment(world, frame, { lines: group, shipmentId }));
    finishSeeded(world, shipment, seed);
  }
}

function frameOf(world: FlipkartWorld, seed: FlipkartOrderSeed): OrderFrame {
  const placedAt = Date.parse(seed.placedAt);
  const [location] = world.locations.all();
  return {
    orderId: seed.orderId ?? nextOrderId(world),
    placedAt,
    updatedAt: seed.updatedAt === undefined ? placedAt : Date.parse(seed.updatedAt),
    state: seed.cancellation === undefined ? (seed.state ?? "APPROVED") : "CANCELLED",
    shipmentType: seed.shipmentType ?? "NORMAL",
    serviceProfile: seed.serviceProfile ?? "Seller_Fulfilment",
    locationId: seed.locationId ?? location?.locationId ?? "",
    paymentType: seed.paymentType ?? "PREPAID",
    hold: seed.hold ?? false,
    shippingCharge: seed.shippingCharge ?? 0,
    address: { ...inventAddress(world), ...seed.address },
  };
}

function lineOf(
  world: FlipkartWorld,
  { sku, quantity = 1, orderItemId, unitPrice, title }: FlipkartOrderLineSeed,
): SoldLine {
  const listing = world.listings.get(sku);
  const productId = productIdOf(sku);
  const unlisted: SoldLine = {
    sku,
    title: sku,
    quantity,
    fsn: productId,
    listingId: `LST${productId}`,
    hsn: null,
    unitPrice: 0,
  };
  const line = listing === undefined ? unlisted : soldFrom(listing, quantity);
  return { ...line, orderItemId, title: title ?? line.title, unitPrice: unitPrice ?? line.unitPrice };
}

/** Gives a seeded shipment what it has gathered on its way. */
function finishSeeded(world: FlipkartWorld, shipment: ReturnType<typeof makeShipment>, seed: FlipkartOrderSeed) {
  const at = shipment.updatedAt;
  if (seed.cancellation !== undefined) {
    const { type, reason = "order_cancelled" } = seed.cancellation;
    for (const item of shipment.items) {
      item.cancellations.push({ quantity: item.quantity, type, reason, subReason: null, at });
    }
    return;
  }
  if (waiting.has(shipment.state)) {
    for (const { sku, quantity } of shipment.items) {
      const location = world.listings.get(sku)?.locations.find(({ id }) => id === shipment.locationId);
      if (location !== undefined) location.pendingInventory += quantity;
    }
  }
  if (shipment.state === "APPROVED" || shipment.state === "PACKING_IN_PROGRESS") return;
  shipment.invoice = { number: `FAB${world.random.digits(12)}`, date: indiaDay(at) };
  if (shipment.shipmentType !== "SELF") {
    shipment.courier = { vendorName: "E-Kart Logistics", trackingId: `FMPC${world.random.digits(10)}` };
    return;
  }
  shipment.selfShipment = {
    dispatchedAt: at,
    tentativeDeliveryAt: at + 3 * 24 * 3600 * 1000,
    deliveryPartner: seed.deliveryPartner ?? "Delhivery",
    deliveryPartnerCode: "DELHIVERY",
    trackingId: seed.trackingId ?? `DL${world.random.digits(10)}`,
  };
}
