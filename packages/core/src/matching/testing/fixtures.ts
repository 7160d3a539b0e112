import type { MatchItem, MatchLine } from "../types.ts";

/** A free unit with nothing known but what is given. */
export function unit(values: Partial<MatchItem> & { id: string }): MatchItem {
  return {
    sku: null,
    title: "Unit",
    identifiers: [],
    condition: null,
    status: "in_stock",
    quantityOnHand: 1,
    quantityClaimed: 0,
    location: null,
    askingPrice: null,
    acquiredAt: null,
    createdAt: "2026-01-01T00:00:00Z",
    listings: [],
    legacySale: null,
    ...values,
  };
}

/** A sold line of one unit with nothing known but what is given. */
export function sale(values: Partial<MatchLine> = {}): MatchLine {
  return {
    id: "line-1",
    orderId: "order-1",
    orderReference: "11-11111-11111",
    platform: "ebay",
    placedAt: "2026-02-01T00:00:00Z",
    position: 0,
    listingId: null,
    variationId: null,
    sku: null,
    title: "Sold thing",
    identifiers: [],
    condition: null,
    unitPrice: null,
    needed: 1,
    held: 0,
    preLinked: [],
    ...values,
  };
}

/** A MatchItem that shares its product with every other one made for the same number. */
export function equalUnit(values: Partial<MatchItem> & { id: string }): MatchItem {
  return unit({
    sku: "S",
    title: "LEGO 75192 Millennium Falcon",
    identifiers: [{ type: "set_number", value: "75192-1" }],
    ...values,
  });
}
