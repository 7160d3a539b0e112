import type { Listing, ListingReference, StockLevel } from "@counterfoil/core/model";
import {
  bricklinkLotOf,
  categoryOf,
  conditionOf,
  identifiersOf,
  kindOf,
  skuOf,
  variationOf,
  wordsOf,
} from "../brickowl-goods.ts";
import type { BrickowlLot } from "../brickowl-schemas.ts";
import { plainText, toMoney } from "../brickowl-values.ts";

/** Units a buyer can order: none of a lot that is not for sale. */
export function offeredQuantity(lot: Pick<BrickowlLot, "qty" | "for_sale">): number {
  return lot.for_sale ? lot.qty : 0;
}

export function lotStockLevel(lot: BrickowlLot, listing: ListingReference, observedAt: number): StockLevel {
  return { listing, quantity: offeredQuantity(lot), observedAt: new Date(observedAt).toISOString() };
}

/** What the lot itself does not say: the store's currency (null leaves prices unknown) and what external ids are. */
export interface LotContext {
  currency: string | null;
  externalIdIsBricklinkLot: boolean;
  raw: unknown;
}

/** A lot as a listing. Pure. */
export function mapLot(lot: BrickowlLot, { currency, externalIdIsBricklinkLot, raw }: LotContext): Listing {
  const bricklinkLot = bricklinkLotOf(lot, externalIdIsBricklinkLot);
  return {
    platform: "brickowl",
    reference: {
      externalId: lot.lot_id,
      variationId: null,
      sku: skuOf(lot, externalIdIsBricklinkLot),
      platformData: bricklinkLot === null ? {} : { bricklinkLotId: bricklinkLot },
    },
    title: plainText(lot.name) ?? nameInAddress(lot.url) ?? `Brick Owl ${kindOf(lot) ?? "item"} ${lot.boid}`,
    status: statusOf(lot),
    quantity: offeredQuantity(lot),
    price: currency === null ? null : toMoney(lot.price, currency),
    condition: conditionOf(lot),
    identifiers: identifiersOf(lot),
    variation: variationOf(lot),
    location: plainText(lot.personal_note),
    url: plainText(lot.url),
    imageUrl: null,
    category: categoryOf(lot),
    attributes: wordsOf(lot),
    raw,
  };
}

/** Lots have no name on the wire, but their address ends in one: `.../lego-plate-6-x-12-3028`. */
function nameInAddress(url: string | null | undefined): string | null {
  const slug = /\/store\/([^/?#]+)/.exec(url ?? "")?.[1];
  return slug ? slug.replaceAll("-", " ").replace(/^lego\b/, "LEGO") : null;
}

function statusOf(lot: BrickowlLot): Listing["status"] {
  if (!lot.for_sale && lot.qty > 0) return "draft";
  return offeredQuantity(lot) > 0 ? "active" : "out_of_stock";
}
