import { type CallLimits, ConnectorError, jsonBody } from "@counterfoil/connector-kit";
import type { ListingReference } from "@counterfoil/core/model";
import type { EbayClient } from "../ebay-client.ts";
import { restError } from "../ebay-errors.ts";
import { type BulkUpdateResponse, bulkUpdateSchema } from "../ebay-schemas.ts";
import type { InventoryReader } from "../listings/inventory-reader.ts";
import { listingData, toPlatformData } from "../listings/listing-reference.ts";
import { asConnectorError, done, failed, isOfOneChange, type StockTask, type TaskResult } from "./stock-task.ts";

/** Inventory items that one bulk update may change. */
export const inventoryBatchSize = 25;

const operation = "POST /sell/inventory/v1/bulk_update_price_quantity";

export interface InventoryWrite {
  client: EbayClient;
  inventory: InventoryReader;
  now: () => number;
  limits: CallLimits;
}

/** The reference of a listing as the Inventory API knows it; null when none of its offers is behind the listing. */
export async function inventoryReference(
  listing: ListingReference,
  { inventory, limits }: Pick<InventoryWrite, "inventory" | "limits">,
): Promise<ListingReference | null> {
  if (listing.sku === null) return null;
  const data = listingData(listing);
  if (data.model === "INVENTORY" && data.offerId) return listing;
  const offers = await inventory.offers(listing.sku, "withdraw_stock", limits);
  const offer = offers.find(({ listing: published }) => published?.listingId === listing.externalId);
  if (!offer) return null;
  const platformData = { ...listing.platformData, ...toPlatformData({ model: "INVENTORY", offerId: offer.offerId }) };
  return { ...listing, platformData };
}

/** Sets up to 25 inventory items and their offers. Every element of the answer, also of a 207, is judged apart. */
export async function setInventoryStock(tasks: readonly StockTask[], through: InventoryWrite): Promise<TaskResult[]> {
  let responses: readonly BulkUpdateResponse[];
  try {
    responses = await bulkUpdate(tasks, through);
  } catch (caught) {
    const error = asConnectorError(caught);
    if (tasks.length > 1 && isOfOneChange(error)) {
      const results: TaskResult[] = [];
      for (const task of tasks) results.push(...(await setInventoryStock([task], through)));
      return results;
    }
    return tasks.map((task) => failed(task, error));
  }
  return tasks.map((task) => judge(task, responses, through.now));
}

async function bulkUpdate(
  tasks: readonly StockTask[],
  { client, limits }: InventoryWrite,
): Promise<readonly BulkUpdateResponse[]> {
  const { data } = await client.rest(
    {
      api: "Inventory",
      operation,
      lane: "withdraw_stock",
      method: "POST",
      effect: "write",
      path: "/sell/inventory/v1/bulk_update_price_quantity",
      json: { requests: tasks.map(priceQuantity) },
      decode: jsonBody(bulkUpdateSchema),
    },
    limits,
  );
  return data.responses ?? [];
}

/** The item's stock and the offer's own limit go together: buyers see the lesser of the two. */
function priceQuantity({ change: { listing, quantity } }: StockTask) {
  const { offerId } = listingData(listing);
  return {
    sku: listing.sku,
    shipToLocationAvailability: { quantity },
    ...(offerId && { offers: [{ offerId, availableQuantity: quantity }] }),
  };
}

function judge(task: StockTask, responses: readonly BulkUpdateResponse[], now: () => number): TaskResult {
  const { listing } = task.change;
  const { offerId } = listingData(listing);
  const own = responses.filter(({ sku, offerId: offer }) => sku === listing.sku || (offer && offer === offerId));
  const bad = own.find(({ statusCode, errors }) => statusCode >= 400 || (errors ?? []).length > 0);
  if (bad) {
    const error = restError(bad.errors ?? [], bad.statusCode);
    return failed(task, new ConnectorError({ ...error, operation, status: bad.statusCode }));
  }
  if (own.length === 0) {
    const message = `eBay's answer does not say what became of SKU "${listing.sku}".`;
    return failed(task, new ConnectorError({ code: "outcome_unknown", message, operation }));
  }
  const warnings = own.flatMap((response) => response.warnings ?? []).map((warning) => warning.message ?? "");
  const note = warnings.filter(Boolean).join(" ");
  return done(task, { now: now(), note: note || null });
}
