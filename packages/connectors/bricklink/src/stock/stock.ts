import { callLimits, readRecords, type StockCapability, type WriteOutcome } from "@counterfoil/connector-kit";
import type { ListingReference, StockLevel } from "@counterfoil/core/model";
import type { BricklinkCall, BricklinkClient } from "../bricklink-client.ts";
import { type BricklinkLot, lotSchema } from "../bricklink-schemas.ts";
import type { BricklinkContext } from "../bricklink-settings.ts";
import { lotStockLevel } from "../listings/map-lot.ts";
import { readLot } from "./read-lot.ts";
import { setLot } from "./set-lot.ts";

// Beyond this many lots, the whole list costs fewer calls than single reads.
const maxSingleReads = 10;

/** What lots offer, read and set. Setting costs two calls a lot, one after the other. */
export function createStock(client: BricklinkClient, context: BricklinkContext): StockCapability {
  const { now } = context;
  return {
    async read(listings, options) {
      const call: BricklinkCall = { ...callLimits(options, now), lane: options?.lane ?? "refresh_catalogue" };
      const lots = await readLots(client, listings, call);
      return listings.flatMap((listing): StockLevel[] => {
        const lot = lots.get(listing.externalId);
        return lot ? [lotStockLevel(lot, listing, now())] : [];
      });
    },
    async set(changes, options) {
      const call: BricklinkCall = { ...callLimits(options, now), lane: "withdraw_stock" };
      const outcomes: WriteOutcome<StockLevel>[] = [];
      for (const change of changes) outcomes.push(await setLot(change, { client, call, now }));
      return outcomes;
    },
  };
}

async function readLots(
  client: BricklinkClient,
  listings: readonly ListingReference[],
  call: BricklinkCall,
): Promise<Map<string, BricklinkLot>> {
  const lots = new Map<string, BricklinkLot>();
  const ids = [...new Set(listings.map((listing) => listing.externalId))];
  if (ids.length > maxSingleReads) {
    const records = await client.listLots(call);
    const { items } = readRecords(records, { schema: lotSchema, idOf: () => null, map: (lot) => lot });
    for (const lot of items) lots.set(lot.inventory_id, lot);
    return lots;
  }
  for (const id of ids) {
    const lot = await readLot(client, id, call);
    if (lot) lots.set(id, lot);
  }
  return lots;
}
