import { type AmazonListingSeed, type AmazonOrderSeed, type AmazonSeed, inventAmazonBuyer } from "../amazon/index.ts";
import { createRandom } from "../kit/index.ts";
import type { Shop, ShopOffer, ShopUnit } from "../shop/index.ts";
import { demoCredentials } from "./demo-credentials.ts";
import { countOffersLeft } from "./offers-left.ts";
import { pounds } from "./pounds.ts";

const DAY = 86_400_000;
const UK = "A1F83G8C2ARO7P";
const GERMANY = "A1PA6795UKMFR9";
/** One in so many goods that stand on another platform is on Amazon too. */
const SHARED_EVERY = 3;
const WAREHOUSE_LISTINGS = 10;
const WAREHOUSE_ORDERS = 12;
/** Amazon asks more, and takes more. */
const MARK_UP = 1.08;

/** The demo shop as the simulated Amazon knows it. Consent may lead to `redirectUris`. */
export function amazonSeedOfShop(shop: Shop, options: { redirectUris: readonly string[] }): AmazonSeed {
  const { clientId, clientSecret, applicationId, refreshToken, sellerId } = demoCredentials.amazon;
  const warehouse = warehouseUnits(shop);
  const sole = soleUnits(shop);
  return {
    applications: [
      {
        clientId,
        clientSecret,
        clientSecretCreatedAt: new Date(Date.parse(shop.anchor) - 30 * DAY).toISOString(),
        applicationId,
        title: "Counterfoil",
        redirectUris: options.redirectUris,
        grants: [{ refreshToken, sellerId }],
      },
    ],
    sellers: [{ sellerId, region: "eu", storeName: shop.name, marketplaceIds: [UK, GERMANY] }],
    listings: [
      ...sharedListings(shop),
      ...sole.map(soleListing),
      ...warehouse.map((unit, index) => warehouseListing(unit, index)),
    ],
    orders: [...merchantOrders(shop, sole), ...pastOrders(shop), ...warehouseOrders(shop, warehouse)],
    // A demo waits less and asks more often than Amazon would like.
    timing: { orderLagSeconds: 2, listingDelaySeconds: 2, queueSeconds: 1, processingSeconds: 2 },
    rateFactor: 20,
  };
}

// The same stock code as on eBay and BrickLink: one sale must lower all of them.
function sharedListings(shop: Shop): AmazonListingSeed[] {
  const stock = countOffersLeft(shop);
  const skus = new Map(shop.units.flatMap(({ sku, id }) => (sku === null ? [] : [[id, sku]])));
  const offers = new Map<string, ShopOffer>();
  for (const offer of shop.offers) {
    const sku = skus.get(offer.unitIds[0] ?? "");
    const [product] = offer.products;
    const isPlain = offer.variation === null && offer.products.length === 1 && product.kind === "set";
    if (sku !== undefined && isPlain && stock.left(offer) > 0 && !offers.has(sku)) offers.set(sku, offer);
  }
  return [...offers]
    .filter((_, index) => index % SHARED_EVERY === 0)
    .map(([sku, offer]) => ({
      sku,
      title: offer.title,
      price: pounds(Math.round(offer.price * MARK_UP)),
      quantity: stock.left(offer),
      conditionType: offer.condition === "used" ? "used_very_good" : "new_new",
      handlingDays: 2,
      createdAt: offer.listedAt,
    }));
}

// Units that are for sale nowhere else: Amazon's own orders are filled from these.
function soleUnits(shop: Shop): ShopUnit[] {
  const offered = new Set(shop.offers.flatMap(({ unitIds }) => unitIds));
  const spoken = new Set(shop.orders.flatMap(({ lines }) => lines.flatMap(({ units }) => units.map((u) => u.unitId))));
  return shop.units.filter(
    ({ id, sku, status }) => status === "in_stock" && sku !== null && !offered.has(id) && !spoken.has(id),
  );
}

function soleListing(unit: ShopUnit, index: number): AmazonListingSeed {
  const isSold = fateOf(index).cancelledBy === undefined;
  return {
    sku: unit.sku ?? "",
    title: unit.title,
    price: pounds(Math.round(unit.askingPrice * MARK_UP)),
    quantity: unit.quantity - (isSold ? 1 : 0),
    conditionType: unit.condition === "used" ? "used_very_good" : "new_new",
    createdAt: unit.acquiredAt,
  };
}

// Goods sent to Amazon have codes of their own and do not stand in the seller's stock list.
function warehouseUnits(shop: Shop): ShopUnit[] {
  const sets = shop.units.filter(({ condition, products: [product] }) => condition === "new" && product.kind === "set");
  const numbers = new Set<string>();
  const distinct = sets.filter(({ products: [{ number }] }) => !numbers.has(number) && numbers.add(number));
  const step = Math.max(1, Math.floor(distinct.length / WAREHOUSE_LISTINGS));
  return distinct.filter((_, index) => index % step === 0).slice(0, WAREHOUSE_LISTINGS);
}

function warehouseSku({ products: [product] }: ShopUnit): string {
  return `FBA-${product.number}`;
}

function warehouseListing(unit: ShopUnit, index: number): AmazonListingSeed {
  return {
    sku: warehouseSku(unit),
    title: unit.title,
    price: pounds(Math.round(unit.askingPrice * MARK_UP)),
    fba: {
      fulfillable: (index * 3) % 7,
      inbound: index % 4,
      reserved: index % 2,
      unfulfillable: index % 5 === 0 ? 1 : 0,
    },
    createdAt: unit.acquiredAt,
  };
}

/** What has become of each of the open orders: the first ones wait to be sent. */
const fates: readonly Partial<AmazonOrderSeed>[] = [
  {},
  {},
  { programs: ["PRIME"] },
  { state: "PENDING" },
  {},
  { cancelledBy: "BUYER" },
];
const CANCELLATION_WISH = 4;

function fateOf(index: number): Partial<AmazonOrderSeed> {
  return fates[index % fates.length] ?? {};
}

function merchantOrders(shop: Shop, units: readonly ShopUnit[]): AmazonOrderSeed[] {
  const random = createRandom(`${shop.seed}/amazon/orders`);
  return units.map((unit, index) => ({
    orderId: amazonOrderId(index),
    placedAt: before(shop, 0.2 + index * 0.35),
    buyer: inventAmazonBuyer(random),
    lines: [
      {
        sku: unit.sku,
        quantity: 1,
        unitPrice: pounds(Math.round(unit.askingPrice * MARK_UP)),
        title: unit.title,
        ...(index === CANCELLATION_WISH && { cancellationRequest: "Ordered by mistake" }),
      },
    ],
    ...fateOf(index),
  }));
}

// Sales of some weeks ago: the seller's list has these units as sold.
function pastOrders(shop: Shop): AmazonOrderSeed[] {
  const random = createRandom(`${shop.seed}/amazon/past`);
  const sold = shop.units.filter(({ status }) => status === "sold").slice(0, 8);
  return sold.map((unit, index) => {
    const days = 12 + index * 3;
    const quantity = 1;
    return {
      orderId: amazonOrderId(100 + index),
      placedAt: before(shop, days),
      buyer: inventAmazonBuyer(random),
      lines: [{ sku: unit.sku, quantity, unitPrice: pounds(unit.askingPrice), title: unit.title }],
      packages: [
        {
          trackingNumber: `AZ${random.digits(9)}GB`,
          shippedAt: before(shop, days - 1),
          status: "DELIVERED" as const,
        },
      ],
    };
  });
}

function warehouseOrders(shop: Shop, units: readonly ShopUnit[]): AmazonOrderSeed[] {
  const random = createRandom(`${shop.seed}/amazon/warehouse`);
  return Array.from({ length: units.length === 0 ? 0 : WAREHOUSE_ORDERS }, (_, index) => {
    const unit = random.pick(units);
    const days = 1 + index * 2.2;
    const abroad = index % 6 === 5;
    return {
      orderId: amazonOrderId(200 + index),
      placedAt: before(shop, days),
      buyer: inventAmazonBuyer(random),
      fulfilledBy: "AMAZON" as const,
      programs: ["PRIME"],
      ...(abroad && { marketplaceId: GERMANY }),
      lines: [
        {
          sku: warehouseSku(unit),
          quantity: 1,
          unitPrice: pounds(Math.round(unit.askingPrice * MARK_UP)),
          title: unit.title,
        },
      ],
      packages: [
        { trackingNumber: `TBA${random.digits(12)}`, shippedAt: before(shop, days - 0.5), carrier: "Amazon Logistics" },
      ],
    };
  });
}

function amazonOrderId(index: number): string {
  const number = 4_000_000 + index * 7919;
  return `20${2 + (index % 5)}-${number}-${String(1_000_000 + (((index + 1) * 654_321) % 9_000_000))}`;
}

function before(shop: Shop, days: number): string {
  return new Date(Date.parse(shop.anchor) - Math.round(days * DAY)).toISOString();
}
