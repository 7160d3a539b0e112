import type { Address } from "@counterfoil/core/model";
import type { WireAddress, WireShipmentDetails } from "../flipkart-schemas.ts";
import { textOrNull } from "../flipkart-values.ts";

/** Where the parcel goes; null where Flipkart gave no address. */
export function mapAddress(details: WireShipmentDetails | undefined): Address | null {
  const address = details?.deliveryAddress;
  if (!address) return null;
  return {
    name: fullName(address) ?? fullName(details.buyerDetails),
    company: null,
    lines: [address.addressLine1, address.addressLine2, address.landmark].flatMap((line) => textOrNull(line) ?? []),
    city: textOrNull(address.city),
    region: textOrNull(address.stateName) ?? textOrNull(address.state),
    postalCode: pinCode(address),
    countryCode: "IN",
    phone: textOrNull(address.contactNumber),
    raw: null,
  };
}

/** First and last name together; null where there is neither. */
export function fullName(
  person: { firstName?: string | null | undefined; lastName?: string | null | undefined } | null | undefined,
): string | null {
  return textOrNull([textOrNull(person?.firstName), textOrNull(person?.lastName)].filter(Boolean).join(" "));
}

function pinCode({ pinCode: camel, pincode: lower }: WireAddress): string | null {
  const given = camel ?? lower;
  return given === null || given === undefined ? null : textOrNull(String(given));
}
