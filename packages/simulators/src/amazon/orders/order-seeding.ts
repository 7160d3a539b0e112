import type { Address, Listing, Order, OrderLine, OrderPackage, Seller } from "../amazon-entities.ts";
import type { AmazonOrderLineSeed, AmazonOrderSeed, AmazonPackageSeed } from "../amazon-seed.ts";
import { type AmazonWorld, skuKey } from "../amazon-world.ts";
import { marketplaceOf } from "../marketplaces.ts";
import { parseMoney } from "../money.ts";
import { homeMarketplace, sellerNamed } from "../sellers.ts";

const DAY = 86_400_000;

/** Puts a finished past into the store: an order with what has happened to it. Stock is not touched. */
export function seedOrder(world: AmazonWorld, seed: AmazonOrderSeed): Order {
  const order = makeOrder(world, seed);
  order.packages = (seed.packages ?? []).map((parcel, index) => makePackage(order, parcel, index));
  const { cancelledBy } = seed;
  if (cancelledBy !== undefined) {
    for (const line of order.lines) line.cancellation = { by: cancelledBy, reason: "BUYER_CANCELED" };
  }
  const latest = Math.max(order.createdAt, ...order.packages.map(({ shippedAt }) => shippedAt));
  order.updatedAt = seed.updatedAt === undefined ? latest : Date.parse(seed.updatedAt);
  return world.orders.insert(order);
}

/** An order as it is the moment it is placed; not stored yet. */
export function makeOrder(world: AmazonWorld, seed: AmazonOrderSeed): Order {
  const seller = sellerNamed(world, seed.sellerId);
  const createdAt = Date.parse(seed.placedAt);
  const marketplaceId = seed.marketplaceId ?? homeMarketplace(seller);
  const currency = seed.currency ?? marketplaceOf(marketplaceId).currency;
  const shipLatest = seed.shipBy === undefined ? endOfDay(createdAt + 2 * DAY) : Date.parse(seed.shipBy);
  const { companyName = null, address } = seed.buyer;
  return {
    orderId: seed.orderId ?? nextOrderId(world),
    sellerId: seller.sellerId,
    marketplaceId,
    sellerOrderId: seed.sellerOrderId ?? null,
    createdAt,
    updatedAt: createdAt,
    state: seed.cancelledBy === undefined ? (seed.state ?? "OPEN") : "CANCELLED",
    fulfilledBy: seed.fulfilledBy ?? "MERCHANT",
    serviceLevel: seed.serviceLevel ?? "STANDARD",
    programs: seed.programs ?? [],
    currency,
    taxKeptByAmazon: seed.taxKeptByAmazon ?? false,
    buyer: { name: seed.buyer.name, email: seed.buyer.email, companyName },
    address: makeAddress(address),
    shipBy: { earliest: startOfDay(createdAt), latest: shipLatest },
    deliverBy: { earliest: startOfDay(shipLatest + DAY), latest: endOfDay(shipLatest + 4 * DAY) },
    lines: seed.lines.map((line) => makeLine(world, seller, { line, currency })),
    packages: [],
  };
}

function makeAddress(seed: AmazonOrderSeed["buyer"]["address"]): Address {
  const { companyName = null, addressLine2 = null, districtOrCounty = null } = seed;
  const { stateOrRegion = null, phone = null, ...rest } = seed;
  return { ...rest, companyName, addressLine2, districtOrCounty, stateOrRegion, phone };
}

function makeLine(
  world: AmazonWorld,
  seller: Seller,
  { line, currency }: { line: AmazonOrderLineSeed; currency: string },
): OrderLine {
  const listing = line.sku === null ? undefined : world.listings.get(skuKey(seller.sellerId, line.sku));
  const amount = (text: string | undefined) => (text === undefined ? 0 : parseMoney(text, currency));
  return {
    orderItemId: line.orderItemId ?? String(world.store.nextNumber("order-item", 20_276_543_210_001)),
    asin: line.asin ?? listing?.asin ?? "B000000000",
    sku: line.sku,
    title: line.title ?? listing?.title ?? "Item no longer listed",
    conditionType: listing?.conditionType ?? "new_new",
    quantity: line.quantity,
    unitPrice: line.unitPrice === undefined ? priceOf(listing) : parseMoney(line.unitPrice, currency),
    shipping: amount(line.shipping),
    discount: amount(line.discount),
    tax: amount(line.tax),
    giftMessage: line.giftMessage ?? null,
    cancellationRequest: line.cancellationRequest ?? null,
    cancellation: null,
  };
}

function priceOf(listing: Listing | undefined): number {
  const [offer] = listing?.offers ?? [];
  if (offer === undefined) throw new Error("An order line without a priced listing needs a unitPrice");
  return offer.price;
}

function makePackage(order: Order, seed: AmazonPackageSeed, index: number): OrderPackage {
  const everything = order.lines.map(({ quantity }, line) => ({ line, quantity }));
  const shippedAt = Date.parse(seed.shippedAt);
  return {
    packageReferenceId: seed.packageReferenceId ?? String(index + 1),
    carrier: seed.carrier ?? "Royal Mail",
    carrierName: null,
    shippingService: null,
    trackingNumber: seed.trackingNumber,
    shippedAt,
    createdAt: shippedAt,
    status: seed.status ?? "SHIPPED",
    lines: (seed.lines ?? everything).map(({ line, quantity }) => {
      const sold = order.lines[line];
      if (sold === undefined) throw new Error(`Order ${order.orderId} has no line ${line}`);
      return { orderItemId: sold.orderItemId, quantity };
    }),
  };
}

function nextOrderId(world: AmazonWorld): string {
  const number = String(world.store.nextNumber("order", 1_000_001)).padStart(7, "0");
  return `20${world.random.integer(2, 6)}-${number}-${world.random.digits(7)}`;
}

function startOfDay(at: number): number {
  return Math.floor(at / DAY) * DAY;
}

function endOfDay(at: number): number {
  return startOfDay(at) + DAY - 1000;
}
