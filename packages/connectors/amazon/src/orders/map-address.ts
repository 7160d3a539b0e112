import type { Address } from "@counterfoil/core/model";
import { textOrNull } from "../amazon-values.ts";
import type { WireAddress, WireOrder } from "./order-schemas.ts";
import { isFulfilledByAmazon } from "./order-status.ts";

/** The delivery address; what Amazon leaves out, or writes as empty text, is null. */
export function mapAddress(address: WireAddress): Address {
  const lines = [address.addressLine1, address.addressLine2, address.addressLine3, address.municipality];
  return {
    name: textOrNull(address.name),
    company: textOrNull(address.companyName),
    lines: lines.map(textOrNull).filter((line) => line !== null),
    city: textOrNull(address.city),
    region: textOrNull(address.stateOrRegion) ?? textOrNull(address.districtOrCounty),
    postalCode: textOrNull(address.postalCode),
    countryCode: textOrNull(address.countryCode),
    phone: textOrNull(address.phone),
    raw: null,
  };
}

const mustShip: ReadonlySet<string> = new Set(["UNSHIPPED", "PARTIALLY_SHIPPED"]);

/**
 * Whether an order that the seller has to ship comes without the name or the street. Amazon leaves them out, without an
 * error, where the application lacks the role; it also does so for orders long shipped, and for its own.
 */
export function lacksAddress(order: WireOrder): boolean {
  if (!mustShip.has(order.fulfillment?.fulfillmentStatus ?? "") || isFulfilledByAmazon(order)) return false;
  const address = order.recipient?.deliveryAddress;
  return !textOrNull(address?.name) || mapAddress(address ?? {}).lines.length === 0;
}
