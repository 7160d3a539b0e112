const hosts: readonly [RegExp, string][] = [
  [/(^|\.)royalmail\.com$/, "Royal Mail"],
  [/(^|\.)parcelforce\.com$/, "Parcelforce"],
  [/(^|\.)evri\.com$/, "Evri"],
  [/(^|\.)usps\.com$/, "USPS"],
  [/(^|\.)ups\.com$/, "UPS"],
  [/(^|\.)fedex\.com$/, "FedEx"],
  [/(^|\.)(dhl\.(com|de))$/, "DHL"],
  [/(^|\.)dpd\.(co\.uk|com|de)$/, "DPD"],
  [/(^|\.)canadapost(-postescanada)?\.ca$/, "Canada Post"],
];

/** The carrier that a tracking address belongs to; null for a bare number or an unknown host. */
export function carrierOf(tracking: string | null): string | null {
  if (tracking === null || !/^https?:\/\//i.test(tracking) || !URL.canParse(tracking)) return null;
  const { hostname } = new URL(tracking);
  return hosts.find(([pattern]) => pattern.test(hostname))?.[1] ?? null;
}
