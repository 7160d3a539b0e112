import { callLimits, readRecords, type StockCapability, type WriteOutcome } from "@counterfoil/connector-kit";
import type { ListingReference, StockLevel } from "@counterfoil/core/model";
import type { BrickowlCall, BrickowlClient } from "../brickowl-client.ts";
import { type BrickowlLot, lotSchema } from "../brickowl-schemas.ts";
import type { BrickowlContext } from "../brickowl-settings.ts";
import { lotStockLevel } from "../listings/map-lot.ts";
import { readLot } from "./read-lot.ts";
import { setLot } from "./set-lot.ts";

// Beyond this many lots, the whole list costs fewer calls than single reads.
const maxSingleReads = 10;

/** What lots offer, read and set. Setting costs three calls a lot, one after the other. */
export function createStock(client: BrickowlClient, context: BrickowlContext): StockCapability {
  const { now } = context;
  return {
    async read(listings, options) {
      const call: BrickowlCall = { ...callLimits(options, now), lane: options?.lane ?? "refresh_catalogue" };
      const lots = await readLots(client, listings, call);
      return listings.flatMap((listing): StockLevel[] => {
        const lot = lots.get(listing.externalId);
        return lot ? [lotStockLevel(lot, listing, now())] : [];
      });
    },
    async set(changes, options) {
      const call: BrickowlCall = { ...callLimits(options, now), lane: "withdraw_stock" };
      const outcomes: WriteOutcome<StockLevel>[] = [];
      for (const change of changes) outcomes.push(await setLot(change, { client, call, now }));
      return outcomes;
    },
  };
}

async function readLots(
  client: BrickowlClient,
  listings: readonly ListingReference[],
  call: BrickowlCall,
): Promise<Map<string, BrickowlLot>> {
  const lots = new Map<string, BrickowlLot>();
  const ids = [...new Set(listings.map((listing) => listing.externalId))];
  if (ids.length > maxSingleReads) {
    const records = await client.listLots({}, call);
    const { items } = readRecords(records, { schema: lotSchema, idOf: () => null, map: (lot) => lot });
    for (const lot of items) lots.set(lot.lot_id, lot);
    return lots;
  }
  for (const id of ids) {
    const lot = await readLot(client, id, call);
    if (lot) lots.set(id, lot);
  }
  return lots;
}
