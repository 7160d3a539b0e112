import type { Shop, ShopBuyer, ShopOffer, ShopUnit } from "../shop/index.ts";
import type { TiktokShopOrderSeed, TiktokShopProductSeed, TiktokShopSeed } from "../tiktok-shop/index.ts";
import { demoCredentials } from "./demo-credentials.ts";
import { countOffersLeft } from "./offers-left.ts";
import { pounds } from "./pounds.ts";

const DAY = 86_400_000;
/** One in so many goods that stand on another platform is on TikTok Shop too. */
const SHARED_EVERY = 3;
/** The first goods with several units are spoken for by orders on Flipkart. */
const LOTS_FOR_OTHERS = 4;
const PAST_ORDERS = 3;
/** The first of the sold units have gone to buyers on other platforms. */
const SOLD_ELSEWHERE = 11;

/** The demo shop as the simulated TikTok Shop knows it: a British shop with a part of the goods. */
export function tiktokShopSeedOfShop(shop: Shop, options: { redirectUrl: string }): TiktokShopSeed {
  const shared = sharedGoods(shop);
  const lots = shared.filter(({ left }) => left > 1).slice(0, ways.length);
  const taken = new Set(lots.map(({ sku }) => sku));
  const sold = soldUnits(shop);
  return {
    apps: [{ ...demoCredentials.tiktokShop, title: "Counterfoil", redirectUrl: options.redirectUrl }],
    sellers: [
      {
        openId: "demo-loft-bricks",
        name: shop.name,
        shops: [
          {
            id: "7494301004003010041",
            cipher: "GCP_demoLoftBricks0d3a4010",
            code: "GBLCLOFTBRKS",
            name: shop.name,
            region: "GB",
            products: [
              ...shared.map((goods) => productOf(goods, goods.left - (taken.has(goods.sku) ? 1 : 0))),
              ...sold.map(pastProduct),
            ],
            orders: [
              ...lots.map(({ sku }, index) => openOrder(shop, sku, index)),
              ...sold.map((unit, index) => pastOrder(shop, unit, index)),
            ],
          },
        ],
      },
    ],
  };
}

interface SharedGoods {
  sku: string;
  offer: ShopOffer;
  left: number;
}

// The same stock code as elsewhere: one sale must lower all of them.
function sharedGoods(shop: Shop): SharedGoods[] {
  const stock = countOffersLeft(shop);
  const skus = new Map(shop.units.flatMap(({ sku, id }) => (sku === null ? [] : [[id, sku]])));
  const goods = new Map<string, SharedGoods>();
  for (const offer of shop.offers) {
    const sku = skus.get(offer.unitIds[0] ?? "");
    const isPlain = offer.variation === null && offer.products.length === 1 && offer.products[0].kind === "set";
    const left = stock.left(offer);
    if (sku !== undefined && isPlain && left > 0 && !goods.has(sku)) goods.set(sku, { sku, offer, left });
  }
  const all = [...goods.values()];
  const lots = all.filter(({ left }) => left > 1).slice(LOTS_FOR_OTHERS, LOTS_FOR_OTHERS + ways.length);
  const others = all.filter(({ left }) => left === 1);
  return [...lots, ...others.filter((_, index) => index % SHARED_EVERY === 2)];
}

function productOf({ sku, offer }: SharedGoods, available: number): TiktokShopProductSeed {
  return {
    title: offer.title,
    createdAt: offer.listedAt,
    skus: [{ sellerSku: sku, price: pounds(offer.price), available }],
  };
}

/** Open orders: to be sent by the seller, by TikTok's carrier, still free to be cancelled, with a request to cancel. */
const ways: readonly ((shop: Shop) => Partial<TiktokShopOrderSeed>)[] = [
  () => ({}),
  () => ({ shippingType: "TIKTOK" }),
  (shop) => ({ holdUntil: before(shop, -0.04) }),
  (shop) => ({ cancellation: { at: before(shop, 0.1), reason: "Ordered by mistake", requestedOnly: true } }),
];

function openOrder(shop: Shop, sellerSku: string, index: number): TiktokShopOrderSeed {
  return {
    id: orderId(index),
    placedAt: before(shop, 0.2 + index * 0.2),
    paidAt: before(shop, 0.19 + index * 0.2),
    // A demo may be opened days after its anchor, and is not to find its orders cancelled for lateness.
    shipBy: before(shop, -30),
    buyer: buyerOf(shop, index),
    lines: [{ sellerSku }],
    shippingFee: "3.49",
    ...ways[index]?.(shop),
  };
}

function soldUnits(shop: Shop): ShopUnit[] {
  const sold = shop.units.filter(({ status, sku }) => status === "sold" && sku !== null);
  return sold.slice(SOLD_ELSEWHERE, SOLD_ELSEWHERE + PAST_ORDERS);
}

function pastProduct(unit: ShopUnit): TiktokShopProductSeed {
  return {
    title: unit.title,
    status: "SELLER_DEACTIVATED",
    createdAt: unit.acquiredAt,
    skus: [{ sellerSku: unit.sku ?? "", price: pounds(unit.askingPrice), available: 0 }],
  };
}

// Sales of some weeks ago, of goods that are for sale no more; one of them fell through.
function pastOrder(shop: Shop, unit: ShopUnit, index: number): TiktokShopOrderSeed {
  const days = 14 + index * 4;
  const fellThrough = index === PAST_ORDERS - 1;
  return {
    id: orderId(100 + index),
    placedAt: before(shop, days),
    paidAt: before(shop, days),
    buyer: buyerOf(shop, 10 + index),
    lines: [{ sellerSku: unit.sku ?? "" }],
    shippingFee: "3.49",
    ...(fellThrough
      ? { cancellation: { at: before(shop, days - 0.5) } }
      : {
          shipments: [
            {
              at: before(shop, days - 1),
              trackingNumber: `H00A${String(4_030_100 + index)}`,
              deliveredAt: before(shop, days - 3),
              completedAt: before(shop, days - 10),
            },
          ],
        }),
  };
}

function buyerOf(shop: Shop, index: number): TiktokShopOrderSeed["buyer"] {
  const buyer: ShopBuyer | undefined = shop.orders[(index * 3) % shop.orders.length]?.buyer;
  if (buyer === undefined) throw new RangeError("The shop has no buyers");
  return {
    userId: `702143${String(6_810_468_230_000 + index)}`,
    address: {
      name: buyer.name,
      phone: buyer.phone,
      lines: [buyer.street],
      city: buyer.city,
      ...(buyer.region !== null && { county: buyer.region }),
      postalCode: buyer.postalCode,
      regionCode: buyer.countryCode,
    },
  };
}

function orderId(index: number): string {
  return `${5_764_614_000_000_000_000n + BigInt(index) * 7919n}`;
}

function before(shop: Shop, days: number): string {
  return new Date(Date.parse(shop.anchor) - Math.round(days * DAY)).toISOString();
}
