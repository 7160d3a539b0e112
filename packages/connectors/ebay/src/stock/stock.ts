import { type CallLimits, callLimits, type StockCapability } from "@counterfoil/connector-kit";
import type { ListingReference, StockLevel } from "@counterfoil/core/model";
import type { EbayClient } from "../ebay-client.ts";
import type { InventoryReader } from "../listings/inventory-reader.ts";
import { listingData } from "../listings/listing-reference.ts";
import type { TradingReader } from "../listings/trading-reader.ts";
import { inventoryBatchSize, inventoryReference, setInventoryStock } from "./inventory-stock.ts";
import { readClassicStock, readInventoryStock } from "./read-stock.ts";
import {
  asConnectorError,
  batchesWithoutRepeats,
  failed,
  refused,
  type StockOutcome,
  type StockTask,
  stopsTheRest,
  type TaskResult,
} from "./stock-task.ts";
import { classicKey, refuseClassic, setClassicStock, tradingBatchSize } from "./trading-stock.ts";

export interface StockParts {
  client: EbayClient;
  trading: TradingReader;
  inventory: InventoryReader;
  now: () => number;
}

/** Stock of both listing models: each listing is read and written by the API that manages it. */
export function createStock(parts: StockParts): StockCapability {
  return {
    async read(listings, options) {
      const limits = callLimits(options, parts.now);
      const isInventory = (listing: ListingReference) =>
        listingData(listing).model === "INVENTORY" && listing.sku !== null;
      const ofInventory = listings.filter(isInventory);
      const classic = listings.filter((listing) => !isInventory(listing));
      const quantities = new Map<ListingReference, number | null>();
      const keep = (of: readonly ListingReference[], read: readonly (number | null)[]) =>
        of.forEach((listing, index) => void quantities.set(listing, read[index] ?? null));
      if (classic.length > 0) keep(classic, await readClassicStock(classic, parts, limits));
      if (ofInventory.length > 0) keep(ofInventory, await readInventoryStock(ofInventory, parts, limits));
      const observedAt = new Date(parts.now()).toISOString();
      return listings.flatMap((listing): StockLevel[] => {
        const quantity = quantities.get(listing) ?? null;
        return quantity === null ? [] : [{ listing, quantity, observedAt }];
      });
    },

    async set(changes, options) {
      const limits = callLimits(options, parts.now);
      const outcomes = new Map<number, StockOutcome>();
      const settle = (results: readonly TaskResult[]) => {
        for (const { task, outcome } of results) outcomes.set(task.index, outcome);
      };
      const tasks = changes.map((change, index): StockTask => ({ index, change }));
      const { classic, inventory } = sort(tasks, settle);
      const rerouted = await setClassic(classic, { parts, limits, settle });
      await setInventory([...inventory, ...rerouted], { parts, limits, settle });
      return tasks.map(({ index }) => outcomes.get(index) as StockOutcome);
    },
  };
}

interface Run {
  parts: StockParts;
  limits: CallLimits;
  settle: (results: readonly TaskResult[]) => void;
}

function sort(tasks: readonly StockTask[], settle: Run["settle"]) {
  const classic: StockTask[] = [];
  const inventory: StockTask[] = [];
  for (const task of tasks) {
    const { listing, quantity } = task.change;
    const isInventory = listingData(listing).model === "INVENTORY" && listing.sku !== null;
    const refusal = isInventory ? null : refuseClassic(task);
    if (!Number.isSafeInteger(quantity) || quantity < 0)
      settle([refused(task, "A quantity is a whole number, 0 or more.")]);
    else if (refusal) settle([refusal]);
    else (isInventory ? inventory : classic).push(task);
  }
  return { classic, inventory };
}

/** Writes classic listings; gives back those that turn out to belong to the Inventory API. */
async function setClassic(tasks: readonly StockTask[], { parts, limits, settle }: Run): Promise<StockTask[]> {
  const write = (batch: readonly StockTask[]) =>
    setClassicStock(batch, { client: parts.client, now: parts.now, limits });
  const results = await inBatches(batchesWithoutRepeats(tasks, tradingBatchSize, classicKey), write);
  settle(results);
  const rerouted: StockTask[] = [];
  for (const { task } of results.filter(({ managedByInventory }) => managedByInventory)) {
    try {
      const listing = await inventoryReference(await withSku(task.change.listing, parts, limits), { ...parts, limits });
      if (listing) rerouted.push({ ...task, change: { ...task.change, listing } });
    } catch (error) {
      settle([failed(task, asConnectorError(error))]);
    }
  }
  return rerouted;
}

async function setInventory(tasks: readonly StockTask[], { parts, limits, settle }: Run): Promise<void> {
  const through = { client: parts.client, inventory: parts.inventory, now: parts.now, limits };
  const ready: StockTask[] = [];
  for (const task of tasks) {
    try {
      const listing = await inventoryReference(task.change.listing, through);
      if (listing) ready.push({ ...task, change: { ...task.change, listing } });
      else settle([refused(task, `eBay has no offer of SKU "${task.change.listing.sku}" behind this listing.`)]);
    } catch (error) {
      settle([failed(task, asConnectorError(error))]);
    }
  }
  const bySku = ({ change }: StockTask) => change.listing.sku ?? "";
  const write = (batch: readonly StockTask[]) => setInventoryStock(batch, through);
  settle(await inBatches(batchesWithoutRepeats(ready, inventoryBatchSize, bySku), write));
}

/** Sends batch after batch. After a failure that the rest would meet too, the rest is not sent and fails by it. */
async function inBatches(
  all: readonly StockTask[][],
  write: (batch: readonly StockTask[]) => Promise<TaskResult[]>,
): Promise<TaskResult[]> {
  const results: TaskResult[] = [];
  for (const [place, batch] of all.entries()) {
    const written = await write(batch);
    results.push(...written);
    const stop = written
      .flatMap(({ outcome }) => (outcome.status === "failed" ? [outcome.error] : []))
      .find(stopsTheRest);
    if (!stop) continue;
    const rest = all.slice(place + 1).flat();
    return [...results, ...rest.map((task) => failed(task, stop))];
  }
  return results;
}

async function withSku(
  listing: ListingReference,
  { trading }: StockParts,
  limits: CallLimits,
): Promise<ListingReference> {
  if (listing.sku !== null) return listing;
  const item = await trading.item(listing.externalId, limits);
  return { ...listing, sku: item.SKU ?? null };
}
