import type { LineDraft, OrderDesk, OrderDraft } from "./order-desk.ts";
import { certainLines, isCertain } from "./ordinary-orders.ts";
import { sets } from "./sets.ts";
import type {
  Expectation,
  ShopOffer,
  ShopPlatform,
  ShopProduct,
  ShopUnit,
  ShopUnitStatus,
  Trouble,
} from "./shop-types.ts";
import { times } from "./times.ts";
import { bundleTitle, listingTitle, swapDigits } from "./titles.ts";

const WEEKS_8 = [1, 55] as const;

/** Orders that are hard to link: the stock code is missing, wrong or shared, or the goods are not there. */
export function linkingTroubles(desk: OrderDesk): OrderDraft[] {
  return [
    ...[9, 14].flatMap((days) => oversoldTwins(desk, days)),
    ...times(8, () => one(desk, "missing-sku", "suggested", (offer) => offer.sku === null && hasNumber(offer))),
    ...times(4, () => one(desk, "no-number-in-title", "suggested", (offer) => isUnnumbered(offer))),
    ...times(2, () => one(desk, "wrong-number-in-title", "suggested", (offer) => isMisnumbered(offer))),
    ...times(3, () => one(desk, "sku-case", "suggested", (offer) => differsInCase(desk, offer))),
    ...times(2, () => one(desk, "stale-sku", "suggested", (offer) => offer.sku?.startsWith("OLD") === true)),
    ...times(2, () => one(desk, "sku-with-spaces", "automatic", (offer) => offer.sku?.startsWith(" ") === true)),
    ...times(3, () => one(desk, "equal-units", "automatic", (offer) => offer.unitIds.length === 2)),
    ...times(2, () => one(desk, "bundle-row", "automatic", (offer) => offer.products.length > 1)),
    ...times(3, () => variation(desk)),
    ...times(2, () => sameSetTwice(desk)),
    ...times(4, () => multiQuantity(desk)),
    insufficient(desk),
    ...times(2, () => bundleOfUnits(desk)),
    ...gone(desk, "not-received", "not_received", 1),
    ...gone(desk, "already-sold", "sold", 1),
    ...neverStocked(desk, 3),
  ];
}

function one(desk: OrderDesk, trouble: Trouble, expectation: Expectation, fits: (offer: ShopOffer) => boolean) {
  const offer = desk.choose("ebay", fits);
  // One sale only: what is left of the offer would be a second trouble of the same kind.
  desk.setAside(offer);
  return draft("ebay", [desk.sell(offer, 1, expectation)], trouble);
}

function draft(platform: ShopPlatform, lines: readonly LineDraft[], trouble: Trouble): OrderDraft {
  return { platform, lines, age: WEEKS_8, troubles: [trouble] };
}

const numberOf = (offer: ShopOffer) => offer.products[0].number.replace(/-1$/, "");
const hasNumber = (offer: ShopOffer) => offer.products.length === 1 && offer.title.includes(numberOf(offer));
const isMisnumbered = (offer: ShopOffer) => offer.sku === null && offer.title.includes(swapDigits(numberOf(offer)));
const isUnnumbered = (offer: ShopOffer) => offer.sku === null && !hasNumber(offer) && !isMisnumbered(offer);

function differsInCase(desk: OrderDesk, offer: ShopOffer): boolean {
  const [unit] = desk.unitsOf(offer);
  return offer.sku !== null && offer.sku !== unit?.sku && offer.sku === unit?.sku?.toLowerCase();
}

function variation(desk: OrderDesk): OrderDraft {
  const offer = desk.choose("ebay", (candidate) => candidate.variation !== null);
  return draft("ebay", [desk.sell(offer, 1, "automatic")], "variation");
}

// BrickLink tells the set and new or used, and two rows with codes of their own are just that; the older one is sent.
function sameSetTwice(desk: OrderDesk): OrderDraft {
  const fits = (offer: ShopOffer) =>
    offer.products[0].kind === "set" &&
    offer.unitIds.length === 1 &&
    !desk.isOneOfAKind(offer) &&
    desk.isOldestOfItsKind(offer);
  const offer = desk.choose("bricklink", fits);
  desk.setAside(offer);
  return draft("bricklink", [desk.sell(offer, 1, "automatic")], "same-set-twice");
}

function multiQuantity(desk: OrderDesk): OrderDraft {
  const quantity = desk.random.integer(2, 3);
  const offer = desk.choose("ebay", (candidate) => isCertain(desk, candidate), quantity);
  return draft("ebay", [desk.sell(offer, quantity, "automatic")], "multi-quantity");
}

// The listing said more than the shelf holds: what is there goes to the buyer, the rest cannot.
function insufficient(desk: OrderDesk): OrderDraft {
  const offer = desk.choose("ebay", (candidate) => isCertain(desk, candidate), 2);
  const line = desk.sell(offer, desk.leftOf(offer), "none");
  return draft("ebay", [{ ...line, quantity: line.quantity + 1 }], "insufficient");
}

// Two single units went out as one bundle listing, which the stock list never knew.
function bundleOfUnits(desk: OrderDesk): OrderDraft {
  const [first, second] = certainLines(desk, "ebay", 2);
  if (first === undefined || second === undefined) throw new RangeError("A bundle needs two units");
  const products = [...first.offer.products, ...second.offer.products] as const;
  const offer: ShopOffer = {
    ...first.offer,
    id: `${first.offer.id}+${second.offer.id}`,
    unitIds: [...first.offer.unitIds, ...second.offer.unitIds],
    products: products as ShopOffer["products"],
    sku: null,
    title: bundleTitle(products),
    price: first.offer.price + second.offer.price,
    quantityOffered: 1,
    model: "classic",
  };
  const units = [...first.units, ...second.units];
  return draft("ebay", [{ offer, quantity: 1, expectation: "suggested", units }], "bundle-of-units");
}

// One unit stood on both platforms and was bought on both within minutes.
function oversoldTwins(desk: OrderDesk, days: number): OrderDraft[] {
  const bricklink = desk.choose("bricklink", (offer) => isCertain(desk, offer) && twin(desk, offer) !== undefined);
  const ebay = twin(desk, bricklink);
  if (ebay === undefined) throw new RangeError("The offer has no twin on eBay");
  const [winner, loser] = desk.random.chance(0.5) ? [ebay, bricklink] : [bricklink, ebay];
  const minutes = 7 / 1440;
  const sold = desk.sell(winner, 1, "automatic");
  const lost = desk.mention(loser, "none");
  return [
    { platform: winner.platform, lines: [sold], age: [days, days], troubles: ["oversold-twin"] },
    {
      platform: loser.platform,
      lines: [lost],
      age: [days - minutes, days - minutes],
      status: "paid",
      troubles: ["oversold-twin"],
    },
  ];
}

function twin(desk: OrderDesk, offer: ShopOffer): ShopOffer | undefined {
  const [unit] = desk.unitsOf(offer);
  if (unit === undefined || unit.quantity !== 1) return undefined;
  return desk.offersOf(unit.id).find((other) => other.platform === "ebay" && isCertain(desk, other));
}

// The stock code is known, but its only unit is on the way or was sold long ago.
function gone(desk: OrderDesk, trouble: Trouble, status: ShopUnitStatus, count: number): OrderDraft[] {
  const matchable = new Set(desk.units.filter((unit) => unit.status === "in_stock").map(goods));
  const units = desk.units.filter((unit) => unit.status === status && !matchable.has(goods(unit)));
  return units.slice(0, count).map((unit) => {
    const offer = emptyOffer(desk, `offer-${trouble}-${unit.id}`, unit);
    return { ...draft("ebay", [desk.mention(offer, "none")], trouble), status: "paid", age: [0.3, 4] };
  });
}

function neverStocked(desk: OrderDesk, count: number): OrderDraft[] {
  const known = new Set(desk.units.map(goods));
  const products = sets.filter((product) => !known.has(product.number)).slice(0, count);
  return products.map((product, index) => {
    const offer = emptyOffer(desk, `offer-not-in-stock-${index + 1}`, { product });
    return { ...draft("ebay", [desk.mention(offer, "none")], "not-in-stock"), status: "paid", age: [0.3, 6] };
  });
}

function goods({ products }: ShopUnit): string {
  return products[0].number;
}

function emptyOffer(desk: OrderDesk, id: string, goodsOf: ShopUnit | { product: ShopProduct }): ShopOffer {
  const unit = "product" in goodsOf ? null : goodsOf;
  const product = "product" in goodsOf ? goodsOf.product : goodsOf.products[0];
  const condition = unit?.condition ?? "new";
  return {
    id,
    platform: "ebay",
    unitIds: [],
    products: [product],
    sku: unit === null ? `GONE-${desk.random.digits(3)}` : unit.sku,
    title: listingTitle(desk.random, product, condition),
    condition,
    location: null,
    price: unit?.askingPrice ?? desk.random.integer(20, 90) * 100 - 1,
    quantityOffered: 1,
    listedAt: unit?.acquiredAt ?? "2020-01-01T09:00:00.000Z",
    variation: null,
    model: "classic",
  };
}
