import type { Address } from "@counterfoil/core/model";
import type { BricklinkAddress } from "../bricklink-schemas.ts";
import { isoCountry, plainText } from "../bricklink-text.ts";

/** An address in parts only where the buyer saved it in parts; otherwise as one text, never taken apart by guess. */
export function mapAddress(address: BricklinkAddress | null | undefined): Address | null {
  if (!address) return null;
  const lines = [plainText(address.address1), plainText(address.address2)].filter((line) => line !== null);
  return {
    name: plainText(address.name?.full),
    company: null,
    lines,
    city: plainText(address.city),
    region: plainText(address.state),
    postalCode: plainText(address.postal_code),
    countryCode: isoCountry(address.country_code),
    phone: plainText(address.phone_number),
    raw: plainText(address.full),
  };
}
