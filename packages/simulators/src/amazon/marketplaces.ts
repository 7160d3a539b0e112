export type AmazonRegion = "na" | "eu" | "fe";
export const regions = ["na", "eu", "fe"] as const;

export interface Marketplace {
  readonly id: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  readonly region: AmazonRegion;
  readonly currency: string;
  readonly language: string;
  /** `Amazon.co.uk` */
  readonly name: string;
}

type Row = readonly [id: string, country: string, currency: string, language: string, domain: string];

const rows: Readonly<Record<AmazonRegion, readonly Row[]>> = {
  na: [
    ["A2EUQ1WTGCTBG2", "CA", "CAD", "en_CA", "ca"],
    ["ATVPDKIKX0DER", "US", "USD", "en_US", "com"],
    ["A1AM78C64UM0Y8", "MX", "MXN", "es_MX", "com.mx"],
    ["A2Q3Y263D00KWC", "BR", "BRL", "pt_BR", "com.br"],
  ],
  eu: [
    ["A28R8C7NBKEWEA", "IE", "EUR", "en_IE", "ie"],
    ["A1RKKUPIHCS9HS", "ES", "EUR", "es_ES", "es"],
    ["A1F83G8C2ARO7P", "GB", "GBP", "en_GB", "co.uk"],
    ["A13V1IB3VIYZZH", "FR", "EUR", "fr_FR", "fr"],
    ["AMEN7PMS3EDWL", "BE", "EUR", "fr_BE", "com.be"],
    ["A1805IZSGTT6HS", "NL", "EUR", "nl_NL", "nl"],
    ["A1PA6795UKMFR9", "DE", "EUR", "de_DE", "de"],
    ["APJ6JRA9NG5V4", "IT", "EUR", "it_IT", "it"],
    ["A2NODRKZP88ZB9", "SE", "SEK", "sv_SE", "se"],
    ["AE08WJ6YKNBMC", "ZA", "ZAR", "en_ZA", "co.za"],
    ["A1C3SOZRARQ6R3", "PL", "PLN", "pl_PL", "pl"],
    ["ARBP9OOSHTCHU", "EG", "EGP", "ar_EG", "eg"],
    ["A33AVAJ2PDY3EV", "TR", "TRY", "tr_TR", "com.tr"],
    ["A17E79C6D8DWNP", "SA", "SAR", "ar_SA", "sa"],
    ["A2VIGQ35RCS4UG", "AE", "AED", "en_AE", "ae"],
    ["A21TJRUUN4KGV", "IN", "INR", "en_IN", "in"],
  ],
  fe: [
    ["A19VAU5U5O7RUS", "SG", "SGD", "en_SG", "sg"],
    ["A39IBJ37TRP1C6", "AU", "AUD", "en_AU", "com.au"],
    ["A1VC38T7YXB528", "JP", "JPY", "ja_JP", "co.jp"],
  ],
};

/** Every marketplace of the Selling Partner API, by id. */
export const marketplaces: ReadonlyMap<string, Marketplace> = new Map(
  regions.flatMap((region) =>
    rows[region].map(([id, countryCode, currency, language, domain]) => [
      id,
      { id, countryCode, region, currency, language, name: `Amazon.${domain}` },
    ]),
  ),
);

/** The marketplace of that id; throws for ids that do not exist. */
export function marketplaceOf(id: string): Marketplace {
  const marketplace = marketplaces.get(id);
  if (marketplace === undefined) throw new Error(`Amazon has no marketplace ${id}`);
  return marketplace;
}

/** Channel code of stock that lies with Amazon, by region. */
export const amazonChannels: Readonly<Record<AmazonRegion, string>> = {
  na: "AMAZON_NA",
  eu: "AMAZON_EU",
  fe: "AMAZON_JP",
};
