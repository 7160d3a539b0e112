/** An eBay marketplace: its REST id, its Trading API site and the currency it trades in. */
export interface EbayMarketplace {
  id: string;
  label: string;
  siteId: number;
  currency: string;
  /** Value of `Content-Language` and `locale`. */
  language: string;
  /** True where sellers are domiciled whose money calls eBay wants signed: the EU and the UK. */
  signsMoneyCalls?: true;
}

/** Marketplaces a seller may choose as the default. Orders and listings carry their own. */
export const ebayMarketplaces: readonly EbayMarketplace[] = [
  { id: "EBAY_US", label: "United States", siteId: 0, currency: "USD", language: "en-US" },
  { id: "EBAY_GB", label: "United Kingdom", siteId: 3, currency: "GBP", language: "en-GB", signsMoneyCalls: true },
  { id: "EBAY_DE", label: "Germany", siteId: 77, currency: "EUR", language: "de-DE", signsMoneyCalls: true },
  { id: "EBAY_AU", label: "Australia", siteId: 15, currency: "AUD", language: "en-AU" },
  { id: "EBAY_CA", label: "Canada", siteId: 2, currency: "CAD", language: "en-CA" },
  { id: "EBAY_FR", label: "France", siteId: 71, currency: "EUR", language: "fr-FR", signsMoneyCalls: true },
  { id: "EBAY_IT", label: "Italy", siteId: 101, currency: "EUR", language: "it-IT", signsMoneyCalls: true },
  { id: "EBAY_ES", label: "Spain", siteId: 186, currency: "EUR", language: "es-ES", signsMoneyCalls: true },
  { id: "EBAY_AT", label: "Austria", siteId: 16, currency: "EUR", language: "de-AT", signsMoneyCalls: true },
  { id: "EBAY_BE", label: "Belgium", siteId: 23, currency: "EUR", language: "fr-BE", signsMoneyCalls: true },
  { id: "EBAY_NL", label: "Netherlands", siteId: 146, currency: "EUR", language: "nl-NL", signsMoneyCalls: true },
  { id: "EBAY_IE", label: "Ireland", siteId: 205, currency: "EUR", language: "en-IE", signsMoneyCalls: true },
  { id: "EBAY_PL", label: "Poland", siteId: 212, currency: "PLN", language: "pl-PL", signsMoneyCalls: true },
  { id: "EBAY_CH", label: "Switzerland", siteId: 193, currency: "CHF", language: "de-CH" },
  { id: "EBAY_SG", label: "Singapore", siteId: 216, currency: "SGD", language: "en-SG" },
  { id: "EBAY_HK", label: "Hong Kong", siteId: 201, currency: "HKD", language: "zh-HK" },
  { id: "EBAY_MY", label: "Malaysia", siteId: 207, currency: "MYR", language: "en-MY" },
  { id: "EBAY_PH", label: "Philippines", siteId: 211, currency: "PHP", language: "en-PH" },
  { id: "EBAY_IN", label: "India", siteId: 203, currency: "INR", language: "en-IN" },
  { id: "EBAY_MOTORS_US", label: "eBay Motors (US)", siteId: 100, currency: "USD", language: "en-US" },
];

const fallback: EbayMarketplace = {
  id: "EBAY_US",
  label: "United States",
  siteId: 0,
  currency: "USD",
  language: "en-US",
};

/** The marketplace of an id; the United States where none is chosen. */
export function marketplaceOf(id: string | undefined): EbayMarketplace {
  return ebayMarketplaces.find((marketplace) => marketplace.id === id) ?? fallback;
}
