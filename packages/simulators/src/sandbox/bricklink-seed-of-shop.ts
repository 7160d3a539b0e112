import type {
  BricklinkBuyerSeed,
  BricklinkItemSeed,
  BricklinkLotSeed,
  BricklinkOrderLineSeed,
  BricklinkOrderSeed,
  BricklinkSeed,
} from "../bricklink/index.ts";
import type { Shop, ShopBuyer, ShopLine, ShopOffer, ShopOrder, ShopOrderStatus, ShopProduct } from "../shop/index.ts";
import { demoCredentials } from "./demo-credentials.ts";
import { countOffersLeft, forgottenOffers } from "./offers-left.ts";
import { bricklinkInventoryId, bricklinkOrderId } from "./platform-ids.ts";
import { pounds } from "./pounds.ts";

const FORGOTTEN = 1;
/** Sold-out lots that the seller keeps for their id; the others are gone. */
const RETAINED_AT_ZERO = 2;
const FIRST_CATEGORY_ID = 2001;
const itemTypes = { set: "SET", minifigure: "MINIFIG", part: "PART" } as const;

/** The demo shop as the simulated BrickLink knows it. */
export function bricklinkSeedOfShop(shop: Shop): BricklinkSeed {
  const orders = shop.orders.filter(({ platform }) => platform === "bricklink");
  const products = [...new Set(shop.offers.filter(isBricklink).flatMap((offer) => offer.products))];
  const themes = [...new Set(products.map(({ theme }) => theme))];
  const categoryOf = (theme: string) => FIRST_CATEGORY_ID + themes.indexOf(theme);
  return {
    tokens: [demoCredentials.bricklink],
    store: { sellerName: shop.bricklinkUsername, storeName: shop.name, currencyCode: "GBP" },
    categories: themes.map((name) => ({ categoryId: categoryOf(name), name })),
    items: products.map((product) => itemOf(product, categoryOf(product.theme))),
    lots: lotsOf(shop),
    orders: orders.map((order, index) => orderOf(shop, order, index)),
  };
}

function isBricklink({ platform }: ShopOffer): boolean {
  return platform === "bricklink";
}

function itemOf(product: ShopProduct, categoryId: number): BricklinkItemSeed {
  const { kind, number: no, name, year } = product;
  return { type: itemTypes[kind], no, name, categoryId, ...(year !== null && { yearReleased: year }) };
}

function lotsOf(shop: Shop): BricklinkLotSeed[] {
  const stock = countOffersLeft(shop);
  const forgotten = forgottenOffers(shop, stock, FORGOTTEN, "bricklink");
  const offers = shop.offers.filter(isBricklink);
  const quantityOf = (offer: ShopOffer) => (forgotten.has(offer.id) ? offer.quantityOffered : stock.left(offer));
  const retained = offers.filter((offer) => quantityOf(offer) === 0).slice(0, RETAINED_AT_ZERO);
  return offers
    .filter((offer) => quantityOf(offer) > 0 || retained.includes(offer))
    .map((offer) => ({
      inventoryId: bricklinkInventoryId(shop.offers, offer),
      ...goodsOf(offer),
      quantity: quantityOf(offer),
      unitPrice: pounds(offer.price),
      // The shelf code stands in the remarks, as with most sellers.
      remarks: offer.location ?? "",
      description: offer.condition === "used" ? "Complete, from a smoke-free home" : "",
      isRetain: retained.includes(offer),
      createdAt: offer.listedAt,
    }));
}

function goodsOf(offer: ShopOffer) {
  const [product] = offer.products;
  const newOrUsed = offer.condition === "used" ? ("U" as const) : ("N" as const);
  return {
    type: itemTypes[product.kind],
    no: product.number,
    colorId: product.color?.id ?? 0,
    newOrUsed,
    ...(product.kind === "set" && { completeness: newOrUsed === "N" ? ("S" as const) : ("C" as const) }),
  };
}

const statuses: Readonly<Record<ShopOrderStatus, readonly string[]>> = {
  awaiting_payment: ["PENDING", "PAID-PENDING"],
  paid: ["PAID"],
  packed: ["PACKED"],
  partly_shipped: ["PACKED"],
  shipped: ["SHIPPED"],
  completed: ["COMPLETED", "COMPLETED", "RECEIVED"],
  cancel_requested: ["OCR"],
  cancelled: ["CANCELLED"],
  refunded: ["CANCELLED"],
  // Nobody has documented these: values that BrickLink might add.
  unknown: ["AWAITING-PICKUP", "ON-REVIEW"],
  purged: ["PURGED"],
};
const paymentMethods = ["PayPal (Onsite)", "PayPal (Onsite)", "Credit/Debit (Powered by Stripe)", "Bank Transfer"];

function orderOf(shop: Shop, order: ShopOrder, index: number): BricklinkOrderSeed {
  const rank = shop.orders
    .filter((other) => other.platform === "bricklink" && other.status === order.status)
    .indexOf(order);
  const status = pickFrom(statuses[order.status], rank);
  const [shipment] = order.shipments;
  return {
    orderId: bricklinkOrderId(order),
    placedAt: order.placedAt,
    statusChangedAt: order.updatedAt,
    status,
    buyer: buyerOf(order.buyer),
    batches: batchesOf(shop, order),
    payment: {
      method: pickFrom(paymentMethods, index),
      ...(status === "PAID-PENDING" && { status: "Clearing" }),
      ...(status === "CANCELLED" && { status: "Returned" }),
      ...(order.paidAt !== null && { paidAt: order.paidAt }),
    },
    shipping: {
      cost: pounds(order.shipping),
      ...(shipment !== undefined && { trackingNumber: shipment.trackingNumber, shippedAt: shipment.shippedAt }),
    },
    isFiled: order.archived,
  };
}

// A purged order has lost its items.
function batchesOf(shop: Shop, order: ShopOrder): BricklinkOrderLineSeed[][] {
  if (order.status === "purged") return [];
  const batches = [...new Set(order.lines.map(({ batch }) => batch))].sort();
  return batches.map((batch) => order.lines.filter((line) => line.batch === batch).map((line) => lineOf(shop, line)));
}

function lineOf(shop: Shop, line: ShopLine): BricklinkOrderLineSeed {
  const offer = shop.offers.find(({ id }) => id === line.offerId);
  if (offer === undefined) throw new RangeError(`The shop has no ${line.offerId}`);
  return {
    inventoryId: bricklinkInventoryId(shop.offers, offer),
    ...goodsOf(offer),
    quantity: line.quantity,
    unitPrice: pounds(line.unitPrice),
    remarks: offer.location ?? "",
  };
}

// One buyer in three never saved an address in parts.
function buyerOf(buyer: ShopBuyer): BricklinkBuyerSeed {
  return {
    username: buyer.username,
    email: buyer.email,
    fullName: buyer.name,
    addressLine1: buyer.street,
    city: buyer.city,
    ...(buyer.region !== null && { state: buyer.region }),
    postalCode: buyer.postalCode,
    countryCode: buyer.countryCode,
    phone: buyer.phone,
    hasNormalizedAddress: buyer.username.length % 3 !== 0,
  };
}

function pickFrom(values: readonly string[], index: number): string {
  return values[index % values.length] ?? "";
}
