import type { TiktokShopSeed } from "@counterfoil/simulators/tiktok-shop";

export const british = {
  id: "7494049642642441621",
  cipher: "GCP_simcipher01",
  code: "GBLCTEST01",
  name: "Brick Desk",
  region: "GB",
};
export const philippine = {
  id: "7494049642642441622",
  cipher: "GCP_simcipher02",
  code: "PHLCTEST02",
  name: "Brick Desk PH",
  region: "PH",
};

/** A seller with a shop of his own in Britain and one in the Philippines, with orders in many states. */
export const shopSeed: TiktokShopSeed = {
  apps: [
    {
      appKey: "testappkey01",
      appSecret: "test_secret_0001",
      serviceId: "7000000000000000001",
      redirectUrl: "https://desk.example.com/api/integrations/tiktok-shop/callback",
      title: "Counterfoil",
    },
  ],
  sellers: [
    {
      openId: "7010736057180325637",
      name: "Brick Desk Ltd",
      baseRegion: "GB",
      shops: [
        {
          ...british,
          warehouses: [
            { id: "7068517275539719942", name: "Loft", isDefault: true },
            { id: "7068517275539719943", name: "Garage" },
          ],
          products: [
            {
              id: "1729592969712207008",
              title: "LEGO 75192 Millennium Falcon",
              skus: [{ id: "2729382476852921560", sellerSku: "75192-1-N", price: "649.99", available: 900 }],
            },
            {
              id: "1729592969712207009",
              title: "LEGO 10294 Titanic",
              skus: [
                {
                  id: "2729382476852921561",
                  sellerSku: "10294-1-N",
                  name: "New",
                  price: "559.99",
                  available: { Loft: 3, Garage: 4 },
                },
                { id: "2729382476852921562", sellerSku: "10294-1-U ", name: "Used", price: "459.99", available: 0 },
              ],
            },
            {
              id: "1729592969712207010",
              title: "LEGO 21309 Saturn V",
              status: "SELLER_DEACTIVATED",
              skus: [{ id: "2729382476852921563", sellerSku: "21309-1-N", price: "199.99", available: 2 }],
            },
          ],
          orders: [
            order("576461413038700001", "2026-02-10T09:00:00Z", {
              shipments: [
                { at: "2026-02-11T09:00:00Z", trackingNumber: "AB123456789GB", deliveredAt: "2026-02-13T09:00:00Z" },
              ],
            }),
            order("576461413038700002", "2026-02-12T09:00:00Z", { cancellation: { at: "2026-02-12T10:00:00Z" } }),
            order("576461413038700003", "2026-03-01T11:00:00Z", {
              cancellation: { at: "2026-03-01T11:30:00Z", requestedOnly: true },
            }),
            order("576461413038700004", "2026-03-01T11:40:00Z", { paidAt: undefined }),
            order("576461413038700005", "2026-03-01T11:45:00Z", { strangeStatus: "AWAITING_MOONRISE" }),
          ],
        },
        {
          ...philippine,
          products: [
            {
              id: "1729592969712207020",
              title: "LEGO 60215 Fire Station",
              skus: [{ id: "2729382476852921570", sellerSku: "60215-1-N", price: "3999.00", available: 20 }],
            },
          ],
        },
      ],
    },
  ],
};

type Order = NonNullable<TiktokShopSeed["sellers"][number]["shops"][number]["orders"]>[number];
type Overrides = Partial<Omit<Order, "paidAt">> & { paidAt?: string | undefined };

function order(id: string, placedAt: string, overrides: Overrides): Order {
  const address = {
    name: "Sample Buyer",
    phone: "01632 960123",
    lines: ["1 Example Street"],
    city: "Leeds",
    postalCode: "LS1 1AA",
  };
  const { paidAt = placedAt, ...others } = overrides;
  const isPaid = !("paidAt" in overrides) || overrides.paidAt !== undefined;
  return {
    id,
    placedAt,
    ...(isPaid && { paidAt }),
    buyer: { userId: "7021436810468230477", address },
    lines: [{ sellerSku: "75192-1-N", quantity: 1 }],
    ...others,
  };
}
