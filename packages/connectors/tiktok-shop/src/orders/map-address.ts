import type { Address } from "@counterfoil/core/model";
import type { WireAddress } from "../schemas/order.ts";
import { textOrNull } from "../tiktok-shop-values.ts";

// The levels' names differ by country; within each list the first one found counts.
const cityLevels = ["city", "town", "post town", "municipality", "district"];
const regionLevels = ["state", "province", "region", "prefecture", "county"];

/** An address as TikTok Shop gives it: masked for its own shipping, empty while unpaid. Nothing is guessed from the whole. */
export function mapAddress(address: WireAddress): Address | null {
  const lines = [address.address_line1, address.address_line2, address.address_line3, address.address_line4]
    .map(textOrNull)
    .filter((line) => line !== null);
  const detail = textOrNull(address.address_detail);
  const mapped: Address = {
    name: addressee(address),
    company: null,
    lines: lines.length > 0 || detail === null ? lines : [detail],
    city: district(address, cityLevels) ?? textOrNull(address.post_town),
    region: district(address, regionLevels),
    postalCode: textOrNull(address.postal_code),
    countryCode: countryCode(address.region_code),
    phone: textOrNull(address.phone_number),
    raw: textOrNull(address.full_address),
  };
  const known = Object.values(mapped).some((value) => value !== null && (!Array.isArray(value) || value.length > 0));
  return known ? mapped : null;
}

export function addressee(address: WireAddress): string | null {
  const parts = [address.first_name, address.last_name].map(textOrNull).filter((part) => part !== null);
  return textOrNull(address.name) ?? (parts.length > 0 ? parts.join(" ") : null);
}

function district(address: WireAddress, levels: readonly string[]): string | null {
  for (const level of levels) {
    const found = address.district_info?.find((entry) => entry.address_level_name?.trim().toLowerCase() === level);
    const name = textOrNull(found?.address_name);
    if (name !== null) return name;
  }
  return null;
}

function countryCode(code: string | null | undefined): string | null {
  const upper = textOrNull(code)?.toUpperCase() ?? "";
  if (upper === "UK") return "GB";
  return /^[A-Z]{2}$/.test(upper) ? upper : null;
}
