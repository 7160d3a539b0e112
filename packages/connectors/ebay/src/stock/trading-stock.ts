import type { CallLimits } from "@counterfoil/connector-kit";
import type { EbayClient } from "../ebay-client.ts";
import { isManagedByInventory } from "../ebay-errors.ts";
import { listingData } from "../listings/listing-reference.ts";
import { readTradingError } from "../trading/trading-client.ts";
import { type ReviseAnswer, reviseSchema } from "../trading/trading-schemas.ts";
import type { XmlElements } from "../trading/trading-xml.ts";
import {
  asConnectorError,
  done,
  failed,
  isOfOneChange,
  refused,
  type StockTask,
  type TaskResult,
} from "./stock-task.ts";

/** Listings that one ReviseInventoryStatus call may change. */
export const tradingBatchSize = 4;

/** Why a classic listing cannot be changed; null when it can be tried. */
export function refuseClassic(task: StockTask): TaskResult | null {
  const { listing } = task.change;
  if (listing.variationId === null) return null;
  if (listing.sku === null) {
    return refused(
      task,
      `A variation of listing ${listing.externalId} has no SKU on eBay. Give it one: eBay changes variations by their SKU only.`,
    );
  }
  if (listingData(listing).sku === "shared") {
    return refused(
      task,
      `Several variations of listing ${listing.externalId} share the SKU "${listing.sku}". Give each its own on eBay: a change could hit the wrong one.`,
    );
  }
  return null;
}

export function classicKey({ change: { listing } }: StockTask): string {
  return listing.variationId === null ? listing.externalId : `${listing.externalId} ${listing.sku}`;
}

/** Sets up to four classic listings. When eBay refuses a batch, each change is sent alone for its own answer. */
export async function setClassicStock(
  tasks: readonly StockTask[],
  through: { client: EbayClient; now: () => number; limits: CallLimits },
): Promise<TaskResult[]> {
  let answer: ReviseAnswer;
  try {
    answer = await revise(tasks, through);
  } catch (caught) {
    const error = asConnectorError(caught);
    if (tasks.length > 1 && isOfOneChange(error)) return oneByOne(tasks, through);
    return tasks.map((task) => failed(task, error, isManagedByInventory(error)));
  }
  const note = warnings(answer);
  const confirmed = answer.Ack === "PartialFailure" ? tasks.filter((task) => isConfirmed(task, answer)) : tasks;
  const left = tasks.filter((task) => !confirmed.includes(task));
  const results = confirmed.map((task) => done(task, { now: through.now(), note }));
  return left.length > 0 ? [...results, ...(await oneByOne(left, through))] : results;
}

async function oneByOne(
  tasks: readonly StockTask[],
  through: Parameters<typeof setClassicStock>[1],
): Promise<TaskResult[]> {
  const results: TaskResult[] = [];
  for (const task of tasks) results.push(...(await setClassicStock([task], through)));
  return results;
}

function revise(
  tasks: readonly StockTask[],
  { client, limits }: { client: EbayClient; limits: CallLimits },
): Promise<ReviseAnswer> {
  return client.trading(
    {
      name: "ReviseInventoryStatus",
      request: { InventoryStatus: tasks.map(inventoryStatus) },
      schema: reviseSchema,
      lane: "withdraw_stock",
      effect: "write",
    },
    limits,
  );
}

function inventoryStatus({ change: { listing, quantity } }: StockTask): XmlElements {
  if (listing.variationId !== null)
    return { ItemID: listing.externalId, SKU: listing.sku ?? undefined, Quantity: quantity };
  const bySku = listingData(listing).tracking === "SKU" && listing.sku !== null;
  return bySku
    ? { SKU: listing.sku ?? undefined, Quantity: quantity }
    : { ItemID: listing.externalId, Quantity: quantity };
}

function isConfirmed({ change: { listing } }: StockTask, answer: ReviseAnswer): boolean {
  return answer.InventoryStatus.some(
    ({ ItemID, SKU }) => ItemID === listing.externalId && (listing.variationId === null || SKU === listing.sku),
  );
}

function warnings(answer: ReviseAnswer): string | null {
  const messages = answer.Errors.map(readTradingError).filter(({ severity }) => severity === "Warning");
  return messages.length > 0 ? messages.map(({ message }) => message).join(" ") : null;
}
