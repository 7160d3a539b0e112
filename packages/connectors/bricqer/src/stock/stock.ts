import { callLimits, type StockCapability, type WriteOutcome } from "@counterfoil/connector-kit";
import type { ListingReference, StockLevel } from "@counterfoil/core/model";
import type { BricqerClient } from "../bricqer-client.ts";
import type { BricqerStockItem } from "../bricqer-schemas.ts";
import type { BricqerContext } from "../bricqer-settings.ts";
import { readWholeStock, type StockReader } from "../inventory/definitions.ts";
import { definitionStockLevel } from "../inventory/map-definition.ts";
import { readDefinition, stockItemIds } from "./read-definition.ts";
import { setDefinition } from "./set-definition.ts";

// Beyond this many stock items, the whole list usually costs fewer calls than single reads.
const maxSingleReads = 50;

/** What is left of definitions, read and set. Setting costs three calls for each stock item, one after the other. */
export function createStock(client: BricqerClient, context: BricqerContext): StockCapability {
  const { now } = context;
  return {
    async read(listings, options) {
      const call = { ...callLimits(options, now), lane: options?.lane ?? ("refresh_catalogue" as const) };
      const found = await readDefinitions(listings, { client, context, call });
      return listings.flatMap((listing): StockLevel[] => {
        const items = found.get(listing.externalId) ?? [];
        return items.length === 0 ? [] : [definitionStockLevel(items, listing, now())];
      });
    },
    async set(changes, options) {
      const call = { ...callLimits(options, now), lane: "withdraw_stock" } as const;
      const outcomes: WriteOutcome<StockLevel>[] = [];
      for (const change of changes) outcomes.push(await setDefinition(change, { client, context, call }));
      return outcomes;
    },
  };
}

async function readDefinitions(
  listings: readonly ListingReference[],
  reader: StockReader,
): Promise<Map<string, BricqerStockItem[]>> {
  const ids = listings.map(stockItemIds);
  const isIncomplete = ids.some((each) => each.length === 0);
  if (isIncomplete || ids.flat().length > maxSingleReads) {
    const { definitions } = await readWholeStock(reader);
    return new Map([...definitions].map(([id, items]) => [id, items.map(({ item }) => item)]));
  }
  const found = new Map<string, BricqerStockItem[]>();
  for (const listing of listings) found.set(listing.externalId, await readDefinition(listing, reader));
  return found;
}
