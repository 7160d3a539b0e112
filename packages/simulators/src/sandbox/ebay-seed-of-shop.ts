import type { EbayListingSeed, EbayOrderSeed, EbaySeed } from "../ebay/index.ts";
import {
  pastPayouts,
  type Shop,
  type ShopBuyer,
  type ShopCondition,
  type ShopOffer,
  type ShopOrder,
} from "../shop/index.ts";
import { demoCredentials } from "./demo-credentials.ts";
import { countOffersLeft, forgottenOffers, type OffersLeft } from "./offers-left.ts";
import { ebayItemId, ebayLineItemId, ebayOrderId } from "./platform-ids.ts";
import { pounds } from "./pounds.ts";

/** Sold-out listings that stay up at zero, as eBay's out-of-stock control keeps them; the others have ended. */
const KEPT_AT_ZERO = 3;
const FORGOTTEN = 2;

const conditions: Readonly<Record<ShopCondition, NonNullable<EbayListingSeed["condition"]>>> = {
  new: "NEW",
  used: "USED_EXCELLENT",
  new_other: "NEW_OTHER",
};

/** The demo shop as the simulated eBay knows it. Consent leads to `acceptedUrl`. */
export function ebaySeedOfShop(shop: Shop, options: { acceptedUrl: string }): EbaySeed {
  const { clientId, clientSecret, devId, ruName } = demoCredentials.ebay;
  const { acceptedUrl } = options;
  return {
    applications: [{ clientId, clientSecret, devId, ruName, acceptedUrl, title: "Counterfoil" }],
    sellers: [{ username: shop.ebayUsername, userId: "LoFtBrIcKsU", marketplaceId: "EBAY_GB", currency: "GBP" }],
    listings: listingsOf(shop),
    orders: shop.orders.filter(({ platform }) => platform === "ebay").map((order) => orderOf(shop, order)),
    payouts: pastPayouts(shop)
      .filter(({ platform }) => platform === "ebay")
      .map(({ payoutId, paidAt, amount, transactionCount }) => ({
        payoutId,
        paidAt,
        amount: pounds(amount),
        transactionCount,
      })),
  };
}

function listingsOf(shop: Shop): EbayListingSeed[] {
  const stock = countOffersLeft(shop);
  const forgotten = forgottenOffers(shop, stock, FORGOTTEN, "ebay");
  const offers = shop.offers.filter(({ platform }) => platform === "ebay");
  const singles = offers.filter(({ variation }) => variation === null);
  const soldOut = singles.filter(
    (offer) => offer.unitIds.length > 0 && stock.left(offer) === 0 && !forgotten.has(offer.id),
  );
  const kept = new Set(soldOut.slice(0, KEPT_AT_ZERO).map(({ id }) => id));
  const groups = [...new Set(offers.flatMap(({ variation }) => variation?.group ?? []))];
  return [
    ...singles.map((offer) => {
      const available = forgotten.has(offer.id) ? offer.quantityOffered : stock.left(offer);
      return singleListing(shop, offer, { available, isUp: available > 0 || kept.has(offer.id), stock });
    }),
    ...groups.map((group) => variationListing(shop, stock, group)),
  ];
}

function singleListing(
  shop: Shop,
  offer: ShopOffer,
  state: { available: number; isUp: boolean; stock: OffersLeft },
): EbayListingSeed {
  return {
    itemId: ebayItemId(shop.offers, offer),
    model: offer.model === "inventory" ? "INVENTORY" : "TRADING",
    ...(offer.sku !== null && { sku: offer.sku }),
    title: offer.title,
    price: pounds(offer.price),
    available: state.available,
    condition: conditions[offer.condition],
    startedAt: offer.listedAt,
    ...(!state.isUp && { status: "ENDED", endedAt: state.stock.lastSoldAt(offer) ?? shop.anchor }),
  };
}

function variationListing(shop: Shop, stock: OffersLeft, group: string): EbayListingSeed {
  const members = shop.offers.filter(({ variation }) => variation?.group === group);
  const [first] = members;
  if (first === undefined) throw new RangeError(`No offer is in the group ${group}`);
  return {
    itemId: ebayItemId(shop.offers, first),
    model: "TRADING",
    title: "LEGO Minifigures Star Wars / Harry Potter / Marvel - choose your minifigure",
    price: pounds(first.price),
    condition: conditions[first.condition],
    startedAt: first.listedAt,
    variations: members.map((offer) => ({
      ...(offer.sku !== null && { sku: offer.sku }),
      aspects: { [offer.variation?.name ?? "Choice"]: offer.variation?.value ?? offer.title },
      price: pounds(offer.price),
      available: stock.left(offer),
    })),
  };
}

function orderOf(shop: Shop, order: ShopOrder): EbayOrderSeed {
  const indexes = new Map(order.lines.map(({ id }, index) => [id, index]));
  return {
    orderId: ebayOrderId(order),
    placedAt: order.placedAt,
    lastModifiedAt: order.updatedAt,
    buyer: { username: order.buyer.username, address: addressOf(order.buyer) },
    lines: order.lines.map((line) => {
      const offer = shop.offers.find(({ id }) => id === line.offerId);
      return {
        ...(offer !== undefined && { itemId: ebayItemId(shop.offers, offer) }),
        ...(line.sku !== null && { sku: line.sku }),
        lineItemId: ebayLineItemId(order, line),
        ...(offer?.variation == null && { title: line.title }),
        quantity: line.quantity,
        unitPrice: pounds(line.unitPrice),
      };
    }),
    deliveryCost: pounds(order.shipping),
    payment: order.paidAt === null ? "PENDING" : "PAID",
    ...(order.paidAt !== null && { paidAt: order.paidAt }),
    ...(order.buyerNote !== null && { buyerNote: order.buyerNote }),
    shipments: order.shipments.map(({ carrier, trackingNumber, shippedAt, lines }) => ({
      carrier,
      trackingNumber,
      shippedAt,
      lines: lines.map(({ lineId, quantity }) => ({ line: indexes.get(lineId) ?? 0, quantity })),
    })),
    ...fateOf(order),
  };
}

function fateOf(order: ShopOrder): Pick<EbayOrderSeed, "cancellation" | "refunds"> {
  const at = order.updatedAt;
  if (order.status === "cancel_requested") return { cancellation: { state: "IN_PROGRESS", requestedAt: at } };
  if (order.status === "cancelled") {
    const cancellation = { state: "CANCELED", requestedAt: at, completedAt: at } as const;
    return { cancellation, refunds: [{ at, amount: pounds(order.total) }] };
  }
  return order.refunded === 0 ? {} : { refunds: [{ at, amount: pounds(order.refunded) }] };
}

function addressOf(buyer: ShopBuyer): EbayOrderSeed["buyer"]["address"] {
  return {
    fullName: buyer.name,
    addressLine1: buyer.street,
    city: buyer.city,
    ...(buyer.region !== null && { stateOrProvince: buyer.region }),
    postalCode: buyer.postalCode,
    countryCode: buyer.countryCode,
    phoneNumber: buyer.phone,
    email: buyer.email,
  };
}
