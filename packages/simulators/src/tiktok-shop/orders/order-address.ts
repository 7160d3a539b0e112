import { regionOf } from "../regions.ts";
import type { Order } from "../tiktok-shop-entities.ts";

/**
 * The recipient as an app may see it: nothing before payment; name, telephone and street masked where TikTok's own
 * carriers bring the parcel.
 */
export function viewAddress(order: Order, shopRegion: string) {
  if (order.status === "UNPAID" || order.paidTime === null) return undefined;
  const masked = order.shippingType === "TIKTOK";
  const { address } = order;
  const regionCode = address.regionCode ?? shopRegion;
  const name = masked ? maskWord(address.name) : address.name;
  const [first = "", ...rest] = name.split(" ");
  const lines = address.lines.map((line) => (masked ? maskLine(line) : line));
  const whole = [...lines, address.city, address.county, address.postalCode].filter(Boolean).join(", ");
  return {
    name,
    first_name: first,
    last_name: rest.join(" "),
    phone_number: masked ? maskPhone(address.phone) : address.phone,
    full_address: whole,
    address_line1: lines[0] ?? "",
    address_line2: lines[1] ?? "",
    address_line3: lines[2] ?? "",
    address_line4: lines[3] ?? "",
    address_detail: lines.join(" "),
    postal_code: address.postalCode,
    region_code: regionCode,
    ...(regionCode === "GB" && { post_town: address.city.toUpperCase() }),
    district_info: districtsOf(order, regionCode),
  };
}

/** The same, as packages show it: without names in parts and districts. */
export function viewPackageAddress(order: Order, shopRegion: string) {
  const address = viewAddress(order, shopRegion);
  if (address === undefined) return undefined;
  const { first_name: _first, last_name: _last, district_info: _districts, post_town: _town, ...rest } = address;
  return rest;
}

// Names of the levels vary by region: counties and cities here, states and counties there.
function districtsOf({ address }: Order, regionCode: string) {
  const second = regionCode === "US" ? "State" : "County";
  const country = nameOfRegion(regionCode);
  const levels = [
    ["L0", "Country", country],
    ...(address.county === undefined ? [] : [["L1", second, address.county]]),
    ["L2", "City", address.city],
  ];
  return levels.map(([address_level, address_level_name, address_name]) => ({
    address_level,
    address_level_name,
    address_name,
  }));
}

function nameOfRegion(code: string): string {
  try {
    return regionOf(code).name;
  } catch {
    return code;
  }
}

function maskWord(text: string): string {
  return text
    .split(" ")
    .map((word) => `${word.slice(0, 1)}***`)
    .join(" ");
}

// `1199 Coleman Ave` becomes `1*** Coleman Ave`.
function maskLine(text: string): string {
  const [first = "", ...rest] = text.split(" ");
  return [`${first.slice(0, 1)}***`, ...rest].join(" ");
}

// `(+44)7700 900123` becomes `(+44)770-***-0123`.
function maskPhone(text: string): string {
  const [, prefix = "", number = ""] = /^(\(\+\d+\))?(.*)$/.exec(text) ?? [];
  const digits = number.replace(/\D/g, "");
  return `${prefix}${digits.slice(0, 3)}-***-${digits.slice(-4)}`;
}
