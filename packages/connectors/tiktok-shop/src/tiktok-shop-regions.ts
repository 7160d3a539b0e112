import type { RegionGroup } from "./tiktok-shop-hosts.ts";

/** A country that TikTok Shop sells in. */
export interface TiktokShopRegion {
  id: string;
  label: string;
  currency: string;
}

export const tiktokShopRegions: readonly TiktokShopRegion[] = [
  { id: "US", label: "United States", currency: "USD" },
  { id: "GB", label: "United Kingdom", currency: "GBP" },
  { id: "DE", label: "Germany", currency: "EUR" },
  { id: "ES", label: "Spain", currency: "EUR" },
  { id: "FR", label: "France", currency: "EUR" },
  { id: "IE", label: "Ireland", currency: "EUR" },
  { id: "IT", label: "Italy", currency: "EUR" },
  { id: "BR", label: "Brazil", currency: "BRL" },
  { id: "MX", label: "Mexico", currency: "MXN" },
  { id: "JP", label: "Japan", currency: "JPY" },
  { id: "ID", label: "Indonesia", currency: "IDR" },
  { id: "MY", label: "Malaysia", currency: "MYR" },
  { id: "PH", label: "Philippines", currency: "PHP" },
  { id: "SG", label: "Singapore", currency: "SGD" },
  { id: "TH", label: "Thailand", currency: "THB" },
  { id: "VN", label: "Vietnam", currency: "VND" },
];

/** The currency that shops of a region sell in; null for a region never heard of. */
export function currencyOfRegion(region: string | null | undefined): string | null {
  return tiktokShopRegions.find(({ id }) => id === region)?.currency ?? null;
}

export function groupOfRegion(region: string): RegionGroup {
  return region === "US" ? "US" : "ROW";
}

/** Regions whose sellers name line items, carrier and number in one call; elsewhere a package is shipped as it is. */
const shippedByLineItems: ReadonlySet<string> = new Set(["US", "GB", "UK", "ES", "IE", "IT", "DE", "FR", "JP"]);

/** Whether shops of the region tell of own parcels by line items. */
export function shipsByLineItems(region: string): boolean {
  return shippedByLineItems.has(region);
}
