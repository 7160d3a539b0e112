import type { Listing, OrderItem, PostalAddress, Shipment, ShipmentState } from "./flipkart-entities.ts";
import type { FlipkartWorld } from "./flipkart-world.ts";

const HOUR = 3600 * 1000;
const DISPATCH_WITHIN_MS = 48 * HOUR;

/** Goods of one order item, from a listing or, for goods no longer listed, from what a seed says. */
export interface SoldLine {
  sku: string;
  quantity: number;
  title: string;
  fsn: string;
  listingId: string;
  hsn: string | null;
  /** Rupees for one. */
  unitPrice: number;
  orderItemId?: string | undefined;
}

export interface OrderFrame {
  orderId: string;
  placedAt: number;
  updatedAt: number;
  state: ShipmentState;
  shipmentType: Shipment["shipmentType"];
  serviceProfile: Shipment["serviceProfile"];
  locationId: string;
  paymentType: OrderItem["paymentType"];
  hold: boolean;
  /** Rupees, on the first item. */
  shippingCharge: number;
  address: PostalAddress;
}

/** A new order number, and the part of it that item numbers share. */
export function nextOrderId(world: FlipkartWorld): string {
  return `OD${String(430_000_000_000_000_000n + 1000n * BigInt(world.store.nextNumber("order")))}`;
}

/** Makes one shipment with its items. An order may have several; a shipment never mixes orders. */
export function makeShipment(
  world: FlipkartWorld,
  frame: OrderFrame,
  { lines, shipmentId = world.random.uuid() }: { lines: readonly SoldLine[]; shipmentId?: string | undefined },
): Shipment {
  const { orderId, placedAt, address } = frame;
  return {
    shipmentId,
    orderId,
    locationId: frame.locationId,
    shipmentType: frame.shipmentType,
    serviceProfile: frame.serviceProfile,
    state: frame.state,
    hold: frame.hold,
    // A buyer may change his mind for a few minutes; the seller packs afterwards.
    dispatchAfter: placedAt,
    dispatchBy: placedAt + DISPATCH_WITHIN_MS,
    updatedAt: frame.updatedAt,
    packagingPolicy: "DEFAULT",
    items: lines.map((line, index) =>
      makeItem(world, frame, { line, shippingCharge: index === 0 ? frame.shippingCharge : 0 }),
    ),
    address,
    forms: [],
    packingEndsAt: null,
    courier: null,
    invoice: null,
    selfShipment: null,
    labelIsVoid: false,
  };
}

function makeItem(
  world: FlipkartWorld,
  { orderId, placedAt, paymentType }: OrderFrame,
  { line, shippingCharge }: { line: SoldLine; shippingCharge: number },
): OrderItem {
  // Eighteen digits: more than a JavaScript number can hold.
  const orderItemId =
    line.orderItemId ?? String(428_295_316_844_774_000n + 100n * BigInt(world.store.nextNumber("item")));
  return {
    orderItemId,
    orderId,
    cancellationGroupId: `grp${orderItemId}`,
    orderedAt: placedAt,
    paymentType,
    quantity: line.quantity,
    cancellations: [],
    fsn: line.fsn,
    sku: line.sku,
    listingId: line.listingId,
    hsn: line.hsn,
    title: line.title,
    sellingPrice: Math.round(line.unitPrice * 100) * line.quantity,
    shippingCharge: Math.round(shippingCharge * 100),
    flipkartDiscount: 0,
    isReplacement: false,
  };
}

/** What a listing sells. */
export function soldFrom(listing: Listing, quantity: number): SoldLine {
  const { sku, title, productId, listingId, hsn, sellingPrice } = listing;
  return { sku, title, quantity, fsn: productId, listingId, hsn, unitPrice: sellingPrice };
}

const FIRST = ["Asha", "Vikram", "Meera", "Rahul", "Divya", "Arjun", "Lakshmi", "Imran", "Nisha", "Karan"];
const LAST = ["Rao", "Sharma", "Iyer", "Khan", "Patel", "Nair", "Gupta", "Das"];
const PLACES = [
  ["Bengaluru", "Karnataka", "IN-KA", "560001"],
  ["Mumbai", "Maharashtra", "IN-MH", "400001"],
  ["Chennai", "Tamil Nadu", "IN-TN", "600001"],
  ["Jaipur", "Rajasthan", "IN-RJ", "302001"],
  ["Kolkata", "West Bengal", "IN-WB", "700001"],
] as const;

/** A buyer who does not exist, with a number that is none. */
export function inventAddress(world: FlipkartWorld): PostalAddress {
  const { random } = world;
  const [city, state, stateCode, pinCode] = random.pick(PLACES);
  return {
    firstName: random.pick(FIRST),
    lastName: random.pick(LAST),
    addressLine1: `${random.integer(1, 180)} Test Street`,
    addressLine2: "",
    landmark: "",
    city,
    state,
    stateCode,
    pinCode,
    contactNumber: "0000000000",
  };
}
