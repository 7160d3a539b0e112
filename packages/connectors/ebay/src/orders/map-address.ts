import type { Address } from "@counterfoil/core/model";
import type { WireOrder, WireShipTo } from "../ebay-schemas.ts";
import { textOrNull } from "../ebay-values.ts";

/** Where the parcel goes: the contact as eBay gives it, and the reference its label must carry. */
export interface ShipTo {
  contact: WireShipTo;
  reference: string | null;
}

/**
 * The instruction that has a shipping address; an order may carry others (click and collect) before it. For eBay's
 * own shipping programmes this is the hub, not the buyer: the label goes there.
 */
export function findShipTo(order: Pick<WireOrder, "fulfillmentStartInstructions">): ShipTo | null {
  for (const instruction of order.fulfillmentStartInstructions ?? []) {
    const contact = instruction.shippingStep?.shipTo;
    if (contact) return { contact, reference: textOrNull(instruction.shippingStep?.shipToReferenceId) };
  }
  return null;
}

/** The postal address of a parcel; blanks become null, so that they are told from what eBay has withdrawn. */
export function mapAddress({ contact, reference }: ShipTo): Address {
  const address = contact.contactAddress;
  const lines = [textOrNull(address?.addressLine1), textOrNull(address?.addressLine2)].filter((line) => line !== null);
  return {
    name: textOrNull(contact.fullName),
    company: textOrNull(contact.companyName),
    lines: withReference(lines, reference),
    city: textOrNull(address?.city),
    region: textOrNull(address?.stateOrProvince) ?? textOrNull(address?.county),
    postalCode: textOrNull(address?.postalCode),
    countryCode: textOrNull(address?.countryCode),
    phone: textOrNull(contact.primaryPhone?.phoneNumber),
    raw: null,
  };
}

/** The hub finds the parcel by its reference, which stands above the street on the label. */
function withReference(lines: string[], reference: string | null): string[] {
  if (reference === null || lines.some((line) => line.includes(reference))) return lines;
  return [`Reference #${reference}`, ...lines];
}
