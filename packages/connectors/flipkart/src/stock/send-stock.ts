import { ConnectorError, jsonBody } from "@counterfoil/connector-kit";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import { type SkuResult, skuResultsSchema } from "../flipkart-schemas.ts";
import { readListings } from "../listings/listing-reader.ts";
import { outcomeOf, skuError, wantsStatus, wordsOf } from "./sku-results.ts";
import { stockOperation } from "./stock-task.ts";

/** One SKU's stock as it is to be. */
export interface StockTask {
  sku: string;
  productId: string;
  locationId: string;
  /** As last read; sent only where Flipkart insists. */
  locationStatus: string | null;
  quantity: number;
  /** What buyers can order afterwards. */
  offers: number;
  note: string | null;
}

/** What became of each task: an error, a note, or null for plain success. At most ten tasks. */
export type StockResults = Map<StockTask, ConnectorError | string | null>;

/**
 * Sets absolute quantities in one call. The location's status is left out, so that a change of stock never opens a
 * location that the seller has closed; where Flipkart insists on it, it is sent as last read. A warning may mean either:
 * the listing is read again.
 */
export async function sendStock(
  client: FlipkartClient,
  tasks: readonly StockTask[],
  call: FlipkartCall,
): Promise<StockResults> {
  const results: StockResults = new Map();
  if (tasks.length === 0) return results;
  const first = await tryPost(client, tasks, { call, withStatus: false });
  if (ConnectorError.is(first)) return new Map(tasks.map((task) => [task, first]));
  const insisting = tasks.filter((task) => task.locationStatus !== null && wantsStatus(first[task.sku]));
  const second = insisting.length === 0 ? {} : await tryPost(client, insisting, { call, withStatus: true });
  for (const task of tasks) {
    const again = insisting.includes(task);
    if (again && ConnectorError.is(second)) results.set(task, second);
    else results.set(task, await judge(client, task, { result: again ? pick(second, task) : first[task.sku], call }));
  }
  return results;
}

function pick(results: Record<string, SkuResult> | ConnectorError, task: StockTask): SkuResult | undefined {
  return ConnectorError.is(results) ? undefined : results[task.sku];
}

async function tryPost(
  client: FlipkartClient,
  tasks: readonly StockTask[],
  { call, withStatus }: { call: FlipkartCall; withStatus: boolean },
): Promise<Record<string, SkuResult> | ConnectorError> {
  const json = Object.fromEntries(
    tasks.map(({ sku, productId, locationId: id, locationStatus: status, quantity: inventory }) => [
      sku,
      { product_id: productId, locations: [{ id, inventory, ...(withStatus && { status }) }] },
    ]),
  );
  try {
    const { data } = await client.send(
      {
        operation: stockOperation,
        path: "/listings/v3/update/inventory",
        method: "POST",
        effect: "idempotent_write",
        json,
        decode: jsonBody(skuResultsSchema),
      },
      call,
    );
    return data;
  } catch (error) {
    if (ConnectorError.is(error)) return error;
    throw error;
  }
}

async function judge(
  client: FlipkartClient,
  task: StockTask,
  { result, call }: { result: SkuResult | undefined; call: FlipkartCall },
): Promise<ConnectorError | string | null> {
  const outcome = outcomeOf(result);
  if (outcome === "success") return null;
  const error = skuError(stockOperation, task.sku, result);
  if (outcome === "failure") return error;
  try {
    const { found } = await readListings(client, [task.sku], call);
    const location = found[0]?.listing.locations?.find(({ id }) => id === task.locationId);
    return location?.inventory === task.quantity ? `Flipkart warns: ${wordsOf(result)}` : error;
  } catch (unread) {
    if (!ConnectorError.is(unread)) throw unread;
    const message = `Flipkart warns of ${task.sku}, and whether it took the change could not be read: ${wordsOf(result)}`;
    return new ConnectorError({ code: "outcome_unknown", message, operation: stockOperation, cause: unread });
  }
}
