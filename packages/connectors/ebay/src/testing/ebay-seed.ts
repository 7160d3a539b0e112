import type { EbaySeed } from "@counterfoil/simulators/ebay";

/** A small shop of both listing models, with orders in many states. */
export const shopSeed: EbaySeed = {
  applications: [
    {
      clientId: "Counterf-desk-PRD-0123456789-abcdef01",
      clientSecret: "PRD-0123456789ab-cdef-0123-4567-89ab",
      ruName: "Jane_Doe-JaneDoe-Counte-abcdefgh",
      acceptedUrl: "https://desk.example.com/api/integrations/ebay/callback",
      devId: "1a2b3c4d-1234-4234-8234-1a2b3c4d5e6f",
    },
  ],
  sellers: [{ username: "brick_desk", userId: "simUserId01", marketplaceId: "EBAY_GB", currency: "GBP" }],
  listings: [
    { itemId: "110035400937", sku: "75192-1-N", title: "LEGO 75192 Falcon", price: "649.99", available: 900 },
    { itemId: "110035400938", title: "LEGO without a SKU & more", price: "12.50", available: 1 },
    {
      itemId: "110035400939",
      model: "INVENTORY",
      sku: "10294-1-N",
      title: "LEGO 10294 Titanic",
      price: "559.99",
      available: 5,
      offerId: "36445435465",
    },
    {
      itemId: "110035400940",
      sku: "OLD",
      title: "Ended",
      price: "9.99",
      available: 1,
      status: "ENDED",
      endedAt: "2026-02-20T10:00:00Z",
    },
    { itemId: "110035400941", sku: "ZERO", title: "Sold out", price: "19.99", available: 0 },
    { itemId: "110035400943", sku: "TRACKED", title: "Tracked by SKU", price: "5.00", available: 8, trackBy: "SKU" },
    {
      itemId: "110035400942",
      title: "Minifigure, choose one",
      price: "3.50",
      variations: [
        { variationId: "410000000001", sku: "FIG-RED", aspects: { Colour: "Red" }, available: 4 },
        { variationId: "410000000002", sku: "FIG-BLUE", aspects: { Colour: "Blue" }, price: "4.00", available: 5 },
      ],
    },
  ],
  orders: [
    order("01-00001-00001", "2026-02-10T09:00:00Z", {
      shipments: [{ shippedAt: "2026-02-11T09:00:00Z", carrier: "RoyalMail", trackingNumber: "AB123456789GB" }],
    }),
    order("01-00001-00002", "2026-02-12T09:00:00Z", {
      cancellation: { state: "CANCELED", requestedAt: "2026-02-12T10:00:00Z", completedAt: "2026-02-12T11:00:00Z" },
    }),
    order("01-00001-00003", "2026-02-14T09:00:00Z", {
      cancellation: { state: "IN_PROGRESS", requestedAt: "2026-02-14T10:00:00Z" },
    }),
    order("01-00001-00004", "2026-02-16T09:00:00Z", { payment: "PENDING" }),
    order("01-00001-00005", "2026-02-18T09:00:00Z", {
      lines: [{ itemId: "110035400942", sku: "FIG-RED", quantity: 2 }],
    }),
  ],
};

type Order = NonNullable<EbaySeed["orders"]>[number];

function order(orderId: string, placedAt: string, overrides: Partial<Order>): Order {
  const address = {
    fullName: "Sample Buyer",
    addressLine1: "1 Example Street",
    city: "Leeds",
    postalCode: "LS1 1AA",
    countryCode: "GB",
  };
  return {
    orderId,
    placedAt,
    buyer: { username: "sample_buyer", address },
    lines: [{ itemId: "110035400937", quantity: 1 }],
    ...overrides,
  };
}
