import {
  batches,
  type CallLimits,
  ConnectorError,
  callLimits,
  type StockCapability,
  type StockChange,
  type WriteOutcome,
} from "@counterfoil/connector-kit";
import type { StockLevel } from "@counterfoil/core/model";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";
import { groupBy } from "../tiktok-shop-values.ts";
import { mostUnits, planWarehouses } from "./plan-warehouses.ts";
import { readInventory, type SkuStock, type StockLookup } from "./read-inventory.ts";
import { type PlannedChange, type PlannedOutcome, setProductStock, skusPerUpdate } from "./set-product-stock.ts";

export interface StockParts {
  client: TiktokShopClient;
  /** The warehouse whose stock changes first. */
  warehouseId: string | undefined;
  now: () => number;
}

type Outcome = WriteOutcome<StockLevel>;

/** Stock over all warehouses of a SKU, as one number. */
export function createStock({ client, warehouseId, now }: StockParts): StockCapability {
  const level = (change: StockChange): StockLevel => ({
    listing: change.listing,
    quantity: change.quantity,
    observedAt: new Date(now()).toISOString(),
  });
  const done = (change: StockChange, note: string | null): Outcome => ({
    status: "done",
    idempotencyKey: change.idempotencyKey,
    value: level(change),
    note,
  });

  return {
    async read(listings, options) {
      const limits = callLimits(options, now);
      const lookup = await readInventory(client, listings, { lane: options?.lane ?? "refresh_catalogue", limits });
      const observedAt = new Date(now()).toISOString();
      return listings.flatMap((listing): StockLevel[] => {
        const found = lookup.find(listing);
        return found ? [{ listing, quantity: found.available, observedAt }] : [];
      });
    },

    async set(changes, options) {
      const limits = callLimits(options, now);
      const outcomes = new Map<StockChange, Outcome>();
      // A listing that comes again is set in a later round, so that the last change wins.
      for (const round of rounds(changes)) {
        for (const [change, result] of await setRound(round, { client, warehouseId, limits })) {
          outcomes.set(change, "error" in result ? failed(change, result.error) : done(change, result.note));
        }
      }
      return changes.map((change) => outcomes.get(change) as Outcome);
    },
  };
}

type Result = { error: ConnectorError } | { note: string | null };
type Round = Pick<StockParts, "client" | "warehouseId"> & { limits: CallLimits };

async function setRound(changes: readonly StockChange[], round: Round): Promise<Map<StockChange, Result>> {
  const results = new Map<StockChange, Result>();
  const possible = changes.filter(({ quantity }) => Number.isSafeInteger(quantity) && quantity >= 0);
  for (const change of changes) results.set(change, { error: refused("A quantity is a whole number, 0 or more.") });
  const lookup = await readOrFail(possible, round);
  if (ConnectorError.is(lookup)) {
    for (const change of possible) results.set(change, { error: lookup });
    return results;
  }
  const planned: { productId: string; change: PlannedChange }[] = [];
  for (const change of possible) {
    const plan = planChange(change, lookup.find(change.listing), round.warehouseId);
    if ("skuId" in plan) planned.push({ productId: change.listing.externalId, change: plan });
    else results.set(change, plan);
  }
  for (const outcome of await sendByProduct(planned, round)) results.set(outcome.planned.change, outcome);
  return results;
}

async function readOrFail(changes: readonly StockChange[], round: Round): Promise<StockLookup | ConnectorError> {
  const listings = changes.map(({ listing }) => listing);
  try {
    return await readInventory(round.client, listings, { lane: "withdraw_stock", limits: round.limits });
  } catch (error) {
    if (ConnectorError.is(error)) return error;
    throw error;
  }
}

function planChange(
  change: StockChange,
  stock: SkuStock | null,
  warehouseId: string | undefined,
): PlannedChange | Result {
  const { listing, quantity } = change;
  if (!stock) {
    const message = `TikTok Shop has no SKU ${listing.variationId ?? ""} of product ${listing.externalId} to set.`;
    return { error: new ConnectorError({ code: "not_found", message, operation: "set stock" }) };
  }
  if (stock.available === quantity) return { note: null };
  const warehouses = planWarehouses(stock.warehouses, quantity, warehouseId);
  if (warehouses) return { change, skuId: stock.skuId, warehouses };
  if (stock.warehouses.length === 0) return { error: refused("TikTok Shop has given this SKU no warehouse yet.") };
  return { error: refused(`TikTok Shop takes ${mostUnits} units a warehouse at most.`) };
}

/** Sends product after product. After a failure that the rest would meet too, the rest is not sent and fails by it. */
async function sendByProduct(
  planned: readonly { productId: string; change: PlannedChange }[],
  { client, limits }: Round,
): Promise<PlannedOutcome[]> {
  const results: PlannedOutcome[] = [];
  let stop: ConnectorError | null = null;
  for (const [productId, group] of groupBy(planned, (each) => each.productId)) {
    for (const part of batches(group, skusPerUpdate)) {
      const changes = part.map(({ change }) => change);
      const written: PlannedOutcome[] = stop
        ? failAll(changes, stop)
        : await setProductStock(client, { productId, changes }, limits);
      results.push(...written);
      stop ??= written.flatMap((outcome) => ("error" in outcome ? [outcome.error] : [])).find(stopsTheRest) ?? null;
    }
  }
  return results;
}

function failAll(changes: readonly PlannedChange[], error: ConnectorError): PlannedOutcome[] {
  return changes.map((planned) => ({ planned, error }));
}

/** Errors that say nothing of the product, so that other products would meet the same. */
function stopsTheRest({ code }: ConnectorError): boolean {
  return !["rejected", "not_found", "conflict", "invalid_request", "outcome_unknown", "bad_response"].includes(code);
}

function rounds(changes: readonly StockChange[]): StockChange[][] {
  const result: StockChange[][] = [];
  const seen = new Map<string, number>();
  for (const change of changes) {
    const { externalId, variationId, sku } = change.listing;
    const key = `${externalId} ${variationId ?? sku}`;
    const place = (seen.get(key) ?? -1) + 1;
    seen.set(key, place);
    result[place] = [...(result[place] ?? []), change];
  }
  return result;
}

function failed(change: StockChange, error: ConnectorError): Outcome {
  return { status: "failed", idempotencyKey: change.idempotencyKey, error };
}

function refused(message: string): ConnectorError {
  return new ConnectorError({ code: "rejected", message, operation: "set stock" });
}
