import type { MatchItem, MatchLine } from "@counterfoil/core/matching";

/** A sold line of which only the title is known. */
export function saleOf(id: string, title: string): MatchLine {
  return {
    id,
    orderId: id,
    orderReference: id,
    platform: "ebay",
    placedAt: "2026-02-01T00:00:00Z",
    position: 0,
    listingId: null,
    variationId: null,
    sku: null,
    title,
    identifiers: [],
    condition: null,
    unitPrice: null,
    needed: 1,
    held: 0,
    preLinked: [],
  };
}

/** A unit of which only the title is known. */
export function unitOf(id: string, title: string): MatchItem {
  return {
    id,
    sku: null,
    title,
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
  };
}
