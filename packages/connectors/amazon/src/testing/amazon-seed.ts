import type { AmazonSeed } from "@counterfoil/simulators/amazon";

const buyer = {
  name: "Sample Buyer",
  email: "sample@marketplace.amazon.co.uk",
  address: {
    name: "Sample Buyer",
    addressLine1: "1 Example Street",
    city: "Leeds",
    postalCode: "LS1 1AA",
    countryCode: "GB",
    phone: "+44 1632 960000",
  },
};

type Order = NonNullable<AmazonSeed["orders"]>[number];

function order(orderId: string, placedAt: string, overrides: Partial<Order> = {}): Order {
  return { orderId, placedAt, buyer, lines: [{ sku: "75192-1-N", quantity: 1 }], ...overrides };
}

export const homeMarketplace = "A1F83G8C2ARO7P";
export const stocked = { sku: "75192-1-N", asin: "B075SDMMMV" };

/** A small British shop with goods on its own shelf and in Amazon's warehouse, and orders in many states. */
export const shopSeed = {
  applications: [
    {
      clientId: "amzn1.application-oa2-client.0123456789abcdef0123456789abcdef",
      clientSecret: "amzn1.oa2-cs.v1.0123456789abcdef0123456789abcdef",
      applicationId: "amzn1.sp.solution.11111111-2222-4333-8444-555555555555",
      title: "Counterfoil",
      redirectUris: ["https://desk.example.com/api/integrations/amazon/callback"],
    },
  ],
  sellers: [
    {
      sellerId: "A1BRICKDESKUK1",
      region: "eu",
      storeName: "Brick Desk",
      marketplaceIds: [homeMarketplace, "A1PA6795UKMFR9"],
    },
    { sellerId: "A1BRICKDESKUS1", region: "na", storeName: "Brick Desk US", marketplaceIds: ["ATVPDKIKX0DER"] },
  ],
  listings: [
    { ...stocked, title: "LEGO 75192 Millennium Falcon", price: "649.99", quantity: 900, handlingDays: 2 },
    { sku: "A/B 1", asin: "B000000001", title: "LEGO with a slash", price: "12.50", quantity: 1 },
    { sku: "C, D", asin: "B000000002", title: "LEGO with a comma", price: "8.00", quantity: 5 },
    {
      sku: "FBA-10294",
      asin: "B09BNX88L9",
      title: "LEGO 10294 Titanic",
      price: "559.99",
      fba: { fulfillable: 4, inbound: 2 },
    },
    {
      sku: "ZERO",
      asin: "B000000003",
      title: "LEGO sold out",
      price: "19.99",
      quantity: 0,
      conditionType: "used_very_good",
    },
  ],
  orders: [
    order("202-0000000-0000001", "2026-02-10T09:00:00Z", {
      packages: [{ trackingNumber: "AB123456789GB", shippedAt: "2026-02-11T09:00:00Z", carrier: "Royal Mail" }],
    }),
    order("202-0000000-0000002", "2026-02-12T09:00:00Z", { cancelledBy: "BUYER" }),
    order("202-0000000-0000003", "2026-02-14T09:00:00Z", {
      lines: [{ sku: "75192-1-N", quantity: 1, cancellationRequest: "Ordered by mistake" }],
    }),
    order("202-0000000-0000004", "2026-02-16T09:00:00Z", { state: "PENDING" }),
    order("202-0000000-0000005", "2026-02-18T09:00:00Z", {
      lines: [
        { sku: "75192-1-N", quantity: 2, shipping: "3.99", discount: "1.00", tax: "216.66" },
        { sku: "A/B 1", quantity: 1, giftMessage: "Happy birthday" },
      ],
    }),
    order("202-0000000-0000006", "2026-02-19T09:00:00Z", {
      fulfilledBy: "AMAZON",
      lines: [{ sku: "FBA-10294", quantity: 1 }],
    }),
  ],
} as const satisfies AmazonSeed;
