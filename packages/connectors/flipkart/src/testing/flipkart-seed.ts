import type { FlipkartSeed } from "@counterfoil/simulators/flipkart";

export const location = "LOC000000000001";
export const own = { applicationId: "0d3a40100c0ffee0d3a40100c0ffee0aa", applicationSecret: "10f7b41c4500de30c0d3a4" };
export const partner = {
  applicationId: "0d3a40100c0ffee0d3a40100c0ffee0bb",
  applicationSecret: "20f7b41c4500de30c0d3a4",
};
export const redirectUri = "https://desk.example.com/callback";

/** One seller with an application of each kind, some listings, and orders of some weeks. */
export const seed: FlipkartSeed = {
  applications: [
    { ...own, title: "Counterfoil" },
    { ...partner, kind: "third_party", redirectUri, title: "Counterfoil" },
  ],
  locations: [{ locationId: location, locationName: "Loft" }],
  listings: [
    { sku: "75192-N", title: "LEGO 75192 Millennium Falcon", sellingPrice: 69_999, inventory: 6 },
    { sku: "10294-N", title: "LEGO 10294 Titanic", sellingPrice: 59_999, inventory: 400 },
    { sku: 'ODD "1"/2', title: "LEGO with an odd SKU", sellingPrice: 499, inventory: 4 },
    { sku: "FBF-1", title: "LEGO in Flipkart's warehouse", sellingPrice: 999, inventory: 9, fulfillmentProfile: "FBF" },
    { sku: "OFF-1", title: "LEGO switched off", sellingPrice: 999, inventory: 1, status: "INACTIVE" },
  ],
  orders: [
    {
      orderId: "OD431000000000000001",
      placedAt: "2026-11-01T06:00:00Z",
      lines: [{ sku: "10294-N" }],
      state: "DELIVERED",
    },
    { orderId: "OD431000000000000002", placedAt: "2026-11-18T06:00:00Z", lines: [{ sku: "75192-N" }], hold: true },
    {
      orderId: "OD431000000000000003",
      placedAt: "2026-11-15T06:00:00Z",
      lines: [{ sku: "75192-N" }],
      cancellation: { type: "buyerCancellation" },
    },
    { orderId: "OD431000000000000004", placedAt: "2026-11-19T06:00:00Z", lines: [{ sku: "10294-N" }] },
    {
      orderId: "OD431000000000000005",
      placedAt: "2026-11-19T07:00:00Z",
      lines: [{ sku: "10294-N" }, { sku: "75192-N" }],
      splitShipments: true,
      paymentType: "COD",
      shippingCharge: 40,
    },
  ],
};
