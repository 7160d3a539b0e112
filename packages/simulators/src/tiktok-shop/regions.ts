/** Where TikTok Shop trades, and what differs there. */
export interface Region {
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  /** Decimals that amounts carry in practice. */
  readonly decimals: number;
  /** Parcels of the seller's own carrier are told by "mark package as shipped"; elsewhere a package waits from the start. */
  readonly marksAsShipped: boolean;
  /** Labels of TikTok's carriers are bought, parcel by parcel; elsewhere the package is handed over. */
  readonly buysLabels: boolean;
}

const EURO = { currency: "EUR", decimals: 2, marksAsShipped: true, buysLabels: true } as const;
const handedOver = { marksAsShipped: false, buysLabels: false } as const;

const regions: readonly Region[] = [
  { code: "GB", name: "United Kingdom", currency: "GBP", decimals: 2, marksAsShipped: true, buysLabels: true },
  { code: "US", name: "United States", currency: "USD", decimals: 2, marksAsShipped: true, buysLabels: true },
  { code: "DE", name: "Germany", ...EURO },
  { code: "ES", name: "Spain", ...EURO },
  { code: "FR", name: "France", ...EURO },
  { code: "IE", name: "Ireland", ...EURO },
  { code: "IT", name: "Italy", ...EURO },
  { code: "JP", name: "Japan", currency: "JPY", decimals: 0, marksAsShipped: true, buysLabels: false },
  { code: "BR", name: "Brazil", currency: "BRL", decimals: 2, ...handedOver },
  { code: "ID", name: "Indonesia", currency: "IDR", decimals: 0, ...handedOver },
  { code: "MX", name: "Mexico", currency: "MXN", decimals: 2, ...handedOver },
  { code: "MY", name: "Malaysia", currency: "MYR", decimals: 2, ...handedOver },
  { code: "PH", name: "Philippines", currency: "PHP", decimals: 2, ...handedOver },
  { code: "SG", name: "Singapore", currency: "SGD", decimals: 2, ...handedOver },
  { code: "TH", name: "Thailand", currency: "THB", decimals: 2, ...handedOver },
  { code: "VN", name: "Vietnam", currency: "VND", decimals: 0, ...handedOver },
];

/** The region of an ISO 3166-1 alpha-2 code. */
export function regionOf(code: string): Region {
  const region = regions.find((row) => row.code === code);
  if (region === undefined) throw new Error(`TikTok Shop does not trade in ${code}`);
  return region;
}

/** Reads a decimal text into the region's smallest units. */
export function toMinor(text: string, region: Region): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Error(`Not an amount: ${text}`);
  return Math.round(Number(text) * 10 ** region.decimals);
}

/** Writes smallest units as TikTok Shop does: `12.34`, or `12000` where there are no decimals. */
export function toDecimal(minor: number, region: Region): string {
  return (minor / 10 ** region.decimals).toFixed(region.decimals);
}
