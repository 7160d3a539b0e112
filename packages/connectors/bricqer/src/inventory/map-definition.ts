import { ConnectorError } from "@counterfoil/connector-kit";
import type { Listing, ListingReference, StockLevel } from "@counterfoil/core/model";
import { conditionOf, identifiersOf, kindOf, skuOf, titleOf, variationOf, wordsOf } from "../bricqer-goods.ts";
import type { BricqerStockItem } from "../bricqer-schemas.ts";
import { plainText, toMoney } from "../bricqer-values.ts";
import type { ReadStockItem } from "./definitions.ts";

export function remainingOf(items: readonly Pick<BricqerStockItem, "remainingQuantity">[]): number {
  return items.reduce((sum, item) => sum + item.remainingQuantity, 0);
}

export function definitionStockLevel(
  items: readonly BricqerStockItem[],
  listing: ListingReference,
  observedAt: number,
): StockLevel {
  return { listing, quantity: remainingOf(items), observedAt: new Date(observedAt).toISOString() };
}

/** What the stock items themselves do not say. */
export interface DefinitionContext {
  currency: string;
  /** Host of the tenant: pictures are shown from there and from Bricqer's own only. */
  host: string;
}

/**
 * A definition with all stock items of it as one listing: order lines name definitions, and nothing else of Bricqer's
 * numbers may be compared. Pure.
 */
export function mapDefinition(read: readonly ReadStockItem[], { currency, host }: DefinitionContext): Listing {
  const items = read.map(({ item }) => item);
  const [first] = items;
  const goods = first?.definition;
  if (!first || !goods || !first.definitionId) {
    throw new ConnectorError({ code: "bad_response", message: "A stock item of Bricqer has no definition." });
  }
  const quantity = remainingOf(items);
  const places = new Set(items.flatMap((item) => plainText(item.storageLabel) ?? []));
  return {
    platform: "bricqer",
    reference: {
      externalId: first.definitionId,
      variationId: null,
      sku: skuOf(goods),
      platformData: { stockItems: items.map((item) => item.id).join(",") },
    },
    title: titleOf(goods),
    status: quantity > 0 ? "active" : "out_of_stock",
    quantity,
    price: toMoney(goods.price ?? first.price, currency),
    condition: conditionOf(goods),
    identifiers: identifiersOf(goods),
    variation: variationOf(goods),
    location: places.size === 0 ? null : [...places].join(", "),
    url: null,
    imageUrl: pictureOf(goods.picture, host),
    category: goods.legoCategoryId ? { id: goods.legoCategoryId, path: [] } : null,
    attributes: wordsOf(goods),
    raw: { kind: kindOf(goods), stockItems: read.map(({ raw }) => raw) },
  };
}

// Addresses in answers are data: one of another host would make the browser call it.
function pictureOf(picture: string | null | undefined, host: string): string | null {
  const address = plainText(picture);
  if (address === null || !URL.canParse(address)) return null;
  const { protocol, hostname, username, port } = new URL(address);
  const isOurs = hostname === "cdn.bricqer.com" || hostname === host;
  return protocol === "https:" && isOurs && username === "" && port === "" ? address : null;
}
