import { buildIndex, defaultPolicy, explain, link, type MatchItem, type MatchLine } from "@counterfoil/core/matching";

const unit: MatchItem = {
  id: "unit-1",
  sku: "75192-N",
  title: "LEGO Star Wars 75192 Millennium Falcon",
  condition: "new",
  status: "listed",
  identifiers: [{ type: "set_number", value: "75192-1" }],
  quantityOnHand: 1,
  quantityClaimed: 0,
  location: "Loft - S1",
  askingPrice: null,
  acquiredAt: null,
  createdAt: "2026-01-01T00:00:00Z",
  listings: [],
  legacySale: null,
};
const sale: MatchLine = {
  id: "line-1",
  orderId: "order-1",
  orderReference: "01-03955-36441",
  platform: "ebay",
  placedAt: "2026-03-01T00:00:00Z",
  position: 0,
  listingId: null,
  variationId: null,
  sku: "75192-N",
  title: "LEGO 75192 Falcon BNISB",
  identifiers: [],
  condition: "new",
  unitPrice: null,
  needed: 1,
  held: 0,
  preLinked: [],
};
for (const decision of link([sale], buildIndex([unit]), defaultPolicy))
  console.log(decision.outcome, explain(decision));
