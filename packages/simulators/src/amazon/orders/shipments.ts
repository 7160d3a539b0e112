import type { Order, OrderPackage } from "../amazon-entities.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import { announceOrder } from "../notifications/announce.ts";

/** Puts a parcel into an order, or replaces the one of the same reference, and tells the world. */
export function putPackage(world: AmazonWorld, order: Order, parcel: OrderPackage, via: "api" | "site" | "label") {
  const existing = order.packages.findIndex((known) => known.packageReferenceId === parcel.packageReferenceId);
  if (existing < 0) order.packages.push(parcel);
  else order.packages[existing] = parcel;
  order.updatedAt = world.clock.milliseconds();
  world.ledger.append("order-shipped", {
    orderId: order.orderId,
    packageReferenceId: parcel.packageReferenceId,
    carrier: parcel.carrierName ?? parcel.carrier,
    trackingNumber: parcel.trackingNumber,
    lines: parcel.lines,
    edited: existing >= 0,
    via,
  });
  announceOrder(world, order, "Order Status Change");
}

/** The lowest package number that is free. */
export function nextPackageReference(order: Order): string {
  const taken = order.packages.map(({ packageReferenceId }) => packageReferenceId);
  let number = 1;
  while (taken.includes(String(number))) number += 1;
  return String(number);
}
