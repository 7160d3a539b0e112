/** The parts of the world that Amazon's API is divided into: a consent and its tokens are good for one of them. */
export const amazonRegions = ["na", "eu", "fe"] as const;
export type AmazonRegion = (typeof amazonRegions)[number];

export const regionNames: Readonly<Record<AmazonRegion, string>> = {
  na: "North America",
  eu: "Europe, Middle East, Africa and India",
  fe: "Far East",
};

/** One of Amazon's stores. */
export interface AmazonMarketplace {
  /** Amazon's own id, such as `A1F83G8C2ARO7P`. */
  id: string;
  label: string;
  region: AmazonRegion;
  currency: string;
  /** The shop's address, such as `amazon.co.uk`. */
  domain: string;
  /** Host of Seller Central, where a seller consents. */
  sellerCentral: string;
}

const europe = "sellercentral-europe.amazon.com";

type Row = readonly [id: string, label: string, currency: string, domain: string, sellerCentral?: string];

const rows: Readonly<Record<AmazonRegion, readonly Row[]>> = {
  na: [
    ["ATVPDKIKX0DER", "United States", "USD", "amazon.com"],
    ["A2EUQ1WTGCTBG2", "Canada", "CAD", "amazon.ca"],
    ["A1AM78C64UM0Y8", "Mexico", "MXN", "amazon.com.mx"],
    ["A2Q3Y263D00KWC", "Brazil", "BRL", "amazon.com.br"],
  ],
  eu: [
    ["A1F83G8C2ARO7P", "United Kingdom", "GBP", "amazon.co.uk", europe],
    ["A1PA6795UKMFR9", "Germany", "EUR", "amazon.de", europe],
    ["A13V1IB3VIYZZH", "France", "EUR", "amazon.fr", europe],
    ["APJ6JRA9NG5V4", "Italy", "EUR", "amazon.it", europe],
    ["A1RKKUPIHCS9HS", "Spain", "EUR", "amazon.es", europe],
    ["A28R8C7NBKEWEA", "Ireland", "EUR", "amazon.ie"],
    ["A1805IZSGTT6HS", "Netherlands", "EUR", "amazon.nl"],
    ["AMEN7PMS3EDWL", "Belgium", "EUR", "amazon.com.be"],
    ["A2NODRKZP88ZB9", "Sweden", "SEK", "amazon.se"],
    ["A1C3SOZRARQ6R3", "Poland", "PLN", "amazon.pl"],
    ["A33AVAJ2PDY3EV", "Turkey", "TRY", "amazon.com.tr"],
    ["A2VIGQ35RCS4UG", "United Arab Emirates", "AED", "amazon.ae"],
    ["A17E79C6D8DWNP", "Saudi Arabia", "SAR", "amazon.sa"],
    ["ARBP9OOSHTCHU", "Egypt", "EGP", "amazon.eg"],
    ["AE08WJ6YKNBMC", "South Africa", "ZAR", "amazon.co.za"],
    ["A21TJRUUN4KGV", "India", "INR", "amazon.in"],
  ],
  fe: [
    ["A1VC38T7YXB528", "Japan", "JPY", "amazon.co.jp"],
    ["A39IBJ37TRP1C6", "Australia", "AUD", "amazon.com.au"],
    ["A19VAU5U5O7RUS", "Singapore", "SGD", "amazon.sg"],
  ],
};

/** Every marketplace of the API; the first of a region is the one that most sellers of it have. */
export const amazonMarketplaces: readonly AmazonMarketplace[] = amazonRegions.flatMap((region) =>
  rows[region].map(([id, label, currency, domain, sellerCentral]) => ({
    ...{ id, label, region, currency, domain },
    sellerCentral: sellerCentral ?? `sellercentral.${domain}`,
  })),
);

/** The marketplace of an id; null for one that is not known here. */
export function marketplaceOf(id: string | null | undefined): AmazonMarketplace | null {
  return amazonMarketplaces.find((marketplace) => marketplace.id === id) ?? null;
}

/** How a marketplace is called in a sentence: its shop's address, or its id where it is not known. */
export function marketplaceName(id: string): string {
  return marketplaceOf(id)?.domain ?? id;
}
