import {
  type BricqerDefinitionSeed,
  type BricqerSeed,
  type BricqerStockItemSeed,
  bricqerColorOfBricklink,
  type ChannelOrder,
} from "../bricqer/index.ts";
import type { Shop, ShopOffer, ShopProduct } from "../shop/index.ts";
import { brickowlSeedOfShop } from "./brickowl-seed-of-shop.ts";
import { demoCredentials } from "./demo-credentials.ts";
import { countOffersLeft } from "./offers-left.ts";
import { bricklinkInventoryId, brickowlLotId, ebayItemId } from "./platform-ids.ts";
import { pounds } from "./pounds.ts";

const FIRST_ID = 3001;
/** A lot of parts at least this big lies in three places. */
const SPREAD_FROM = 60;
const SPREAD_LOTS = 2;
const legoTypes = { set: "S", minifigure: "M", part: "P" } as const;

/** Goods on one shelf with the offers that sell them: one on BrickLink and Brick Owl, one on eBay, or both. */
interface Goods {
  offers: ShopOffer[];
  left: number;
}

/** The demo shop as the simulated Bricqer knows it: the stock behind its shops, and the orders they had so far. */
export function bricqerSeedOfShop(shop: Shop, orders: readonly ChannelOrder[]): BricqerSeed {
  const { tenant: label, apiKey } = demoCredentials.bricqer;
  const goods = goodsOf(shop);
  const definitions = goods.map((one, index) => definitionOf(goods, one, FIRST_ID + index));
  return {
    tenants: [
      {
        label,
        keys: [{ apiKey }],
        channels: ["BrickLink", "BrickOwl", "eBay"],
        definitions,
        items: itemsOf(shop, goods),
        orders: [...orders].sort((one, two) => one.placedAt.localeCompare(two.placedAt)),
      },
    ],
  };
}

function goodsOf(shop: Shop): Goods[] {
  const { left } = countOffersLeft(shop);
  const owl = new Map((brickowlSeedOfShop(shop).lots ?? []).map(({ lotId, quantity }) => [lotId, quantity]));
  const onShelf = (offer: ShopOffer) => {
    const isPart = offer.products[0].kind === "part";
    return isPart ? (owl.get(brickowlLotId(shop.offers, offer)) ?? 0) : left(offer);
  };
  const groups = new Map<string, ShopOffer[]>();
  for (const offer of shop.offers.filter(isKept)) {
    const key = offer.unitIds.join();
    groups.set(key, [...(groups.get(key) ?? []), offer]);
  }
  return [...groups.values()].map((offers) => ({ offers, left: Math.min(...offers.map(onShelf)) }));
}

// Bundles and choices of one listing are eBay's alone; Bricqer keeps single LEGO goods.
function isKept({ unitIds, products, variation }: ShopOffer): boolean {
  return unitIds.length > 0 && products.length === 1 && variation === null;
}

function definitionOf(goods: readonly Goods[], { offers }: Goods, definitionId: number): BricqerDefinitionSeed {
  const [offer] = offers as [ShopOffer];
  const [product] = offer.products;
  const same = goods.filter(({ offers: [other] }) => other !== undefined && isSame(other, offer));
  const copy = same.findIndex(({ offers: [other] }) => other === offer);
  const colorId = product.color === null ? undefined : bricqerColorOfBricklink(product.color.id);
  return {
    definitionId,
    legoType: legoTypes[product.kind],
    legoId: product.number,
    description: product.name,
    ...(colorId !== undefined && { colorId }),
    condition: conditionOf(offer),
    price: pounds(offer.price),
    ...(copy > 0 && { comment: `Copy ${copy + 1}` }),
  };
}

function isSame(one: ShopOffer, two: ShopOffer): boolean {
  const key = ({ kind, number, color }: ShopProduct) => `${kind}/${number}/${color?.id ?? ""}`;
  return key(one.products[0]) === key(two.products[0]) && conditionOf(one) === conditionOf(two);
}

function conditionOf({ condition }: ShopOffer): "N" | "U" {
  return condition === "used" ? "U" : "N";
}

// Numbers run on past goods that lie in several places, so that item and definition numbers mean different goods.
function itemsOf(shop: Shop, goods: readonly Goods[]): BricqerStockItemSeed[] {
  const spread = goods.filter(({ left }) => left >= SPREAD_FROM).slice(0, SPREAD_LOTS);
  const items = goods.flatMap((one, index) => {
    const [offer] = one.offers as [ShopOffer];
    const sku = shop.units.find(({ id }) => id === offer.unitIds[0])?.sku;
    const shared = { definitionId: FIRST_ID + index, ...(sku && { remarks: sku }) };
    const third = Math.floor(one.left / 3);
    const quantities = spread.includes(one) ? [one.left - 2 * third, third, third] : [one.left];
    return quantities.map((remainingQuantity, place) => ({
      ...shared,
      storageLabel: place === 0 ? (offer.location ?? "Unsorted") : `Overflow-${place}`,
      remainingQuantity,
      ...(place === 0 && { listings: listingsOf(shop, one) }),
    }));
  });
  const lost = { definitionId: 9999, storageLabel: "Unsorted", remainingQuantity: 1 };
  return [...items, lost].map((item, index) => ({ ...item, itemId: FIRST_ID + index }));
}

function listingsOf(shop: Shop, { offers }: Goods): Record<string, string> {
  const listings: Record<string, string> = {};
  for (const offer of offers) {
    if (offer.platform === "ebay") listings["eBay"] = ebayItemId(shop.offers, offer);
    else {
      listings["BrickLink"] = String(bricklinkInventoryId(shop.offers, offer));
      listings["BrickOwl"] = brickowlLotId(shop.offers, offer);
    }
  }
  return listings;
}
