import {
  batches,
  ConnectorError,
  callLimits,
  type StockCapability,
  type StockChange,
  type WriteOutcome,
} from "@counterfoil/connector-kit";
import type { ListingReference, StockLevel } from "@counterfoil/core/model";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import type { FlipkartContext } from "../flipkart-settings.ts";
import { type FoundListing, maxSkus, readListings } from "../listings/listing-reader.ts";
import { offeredQuantity, wireSku } from "../listings/map-listing.ts";
import { type StockTask, sendStock } from "./send-stock.ts";
import { stockTask } from "./stock-task.ts";

/** What listings offer, read and set, ten at a time. Before a change each listing is read: it says where it stands. */
export function createStock(client: FlipkartClient, context: FlipkartContext): StockCapability {
  const { now } = context;
  const { locationId } = context.credentials;
  return {
    async read(listings, options) {
      const call: FlipkartCall = { ...callLimits(options, now), lane: options?.lane ?? "refresh_catalogue" };
      const found = await findListings(client, listings, call);
      return listings.flatMap((reference): StockLevel[] => {
        const match = found(reference);
        return match ? [levelOf(reference, offeredQuantity(match.listing, locationId), now())] : [];
      });
    },
    async set(changes, options) {
      const call: FlipkartCall = { ...callLimits(options, now), lane: "withdraw_stock" };
      const outcomes: WriteOutcome<StockLevel>[] = [];
      for (const some of batches(changes, maxSkus))
        outcomes.push(...(await setSome(client, context, { changes: some, call })));
      return outcomes;
    },
  };
}

async function setSome(
  client: FlipkartClient,
  context: FlipkartContext,
  { changes, call }: { changes: readonly StockChange[]; call: FlipkartCall },
): Promise<WriteOutcome<StockLevel>[]> {
  const found = await findListings(
    client,
    changes.map(({ listing }) => listing),
    call,
  ).catch((error: unknown) => error);
  if (typeof found !== "function") return changes.map((change) => failed(change, found));
  const prepared = changes.map((change) => attempt(() => stockTask(change, found(change.listing), context)));
  const tasks = prepared.flatMap((task) => (isError(task) ? [] : task));
  const errors = await sendStock(client, tasks, call);
  return changes.map((change, index) => {
    const task = prepared[index];
    if (task === undefined || isError(task)) return failed(change, task);
    const result = errors.get(task);
    if (isError(result)) return failed(change, result);
    return {
      status: "done",
      idempotencyKey: change.idempotencyKey,
      value: levelOf(change.listing, task.offers, context.now()),
      note: result ?? task.note,
    };
  });
}

async function findListings(client: FlipkartClient, references: readonly ListingReference[], call: FlipkartCall) {
  const skus = references.flatMap((reference) => wireSku(reference) ?? []);
  const { found } = await readListings(client, skus, call);
  const bySku = new Map(found.map((each) => [each.sku, each]));
  return (reference: ListingReference): FoundListing | undefined => {
    const match = bySku.get(wireSku(reference) ?? "");
    return match?.listing.listing_id === reference.externalId ? match : undefined;
  };
}

function levelOf(listing: ListingReference, quantity: number, now: number): StockLevel {
  return { listing, quantity, observedAt: new Date(now).toISOString() };
}

function attempt(make: () => StockTask): StockTask | ConnectorError {
  try {
    return make();
  } catch (error) {
    if (isError(error)) return error;
    throw error;
  }
}

function isError(value: unknown): value is ConnectorError {
  return ConnectorError.is(value);
}

function failed(change: StockChange, error: unknown): WriteOutcome<StockLevel> {
  if (!isError(error)) throw error;
  return { status: "failed", idempotencyKey: change.idempotencyKey, error };
}
