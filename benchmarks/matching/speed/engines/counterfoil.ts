import { buildIndex, type MatchItem, suggest } from "@counterfoil/core/matching";
import { saleOf, unitOf } from "../../unit-and-sale.ts";
import { type Engine, wanted } from "./engine.ts";

let stock: MatchItem[] = [];

/**
 * Suggestions over whole stock records: candidates, evidence, probability and reasons. The condition stays unknown: it
 * would contradict the "used" and "sealed" of the searches, about which no peer knows anything.
 */
export const counterfoil: Engine = {
  prepare(titles) {
    stock = titles.map((title, place) => ({
      ...unitOf(`0190${place.toString(16).padStart(8, "0")}-7000-8000-000000000000`, title),
      sku: `SKU-${place}`,
      askingPrice: { minor: 1_000 + (place % 5_000), currency: "GBP" },
      acquiredAt: "2025-01-01T00:00:00Z",
      location: `A${place % 100}`,
      listings: [{ platform: "ebay", listingId: String(100_000_000_000 + place), variationId: null }],
    }));
  },
  async open() {
    const index = buildIndex(stock);
    // The title index is built by the first search: that belongs to the building.
    suggest(saleOf("first", "first search"), index, wanted);
    let forgotten = 0;
    return {
      forget: () => {
        // A word that comes and goes makes the index forget which words it found alike.
        const id = `forgotten-${forgotten}`;
        index.update({ items: [unitOf(id, `Forgotten${"abcdefghij"[forgotten % 10]}`)] });
        index.update({ removedIds: [id] });
        forgotten += 1;
      },
      find: (title) =>
        suggest(saleOf("line", title), index, wanted).map(({ itemId }) => index.get(itemId)?.title ?? ""),
      close: async () => {},
    };
  },
};
