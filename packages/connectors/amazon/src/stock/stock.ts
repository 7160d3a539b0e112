import {
  batches,
  type CallLimits,
  callLimits,
  type StockCapability,
  type StockChange,
} from "@counterfoil/connector-kit";
import type { StockLevel } from "@counterfoil/core/model";
import type { AmazonClient } from "../amazon-client.ts";
import type { WireItem } from "../amazon-schemas.ts";
import type { AmazonContext } from "../amazon-settings.ts";
import type { Documents } from "../documents.ts";
import type { AmazonStock } from "../listings/amazon-stock.ts";
import { fulfillmentOf, merchantQuantity, skuOf } from "../listings/fulfillment-channel.ts";
import type { ItemReader } from "../listings/item-reader.ts";
import type { Participations } from "../participations.ts";
import { patchQuantity } from "./patch-quantity.ts";
import { messagesAFeed, setByFeed } from "./quantity-feed.ts";
import {
  asConnectorError,
  failed,
  isOfOneChange,
  type ReadyTask,
  refused,
  type StockOutcome,
  type StockTask,
} from "./stock-task.ts";

const patchesAtOnce = 4;
const defaultFeedFrom = 200;
/** Taken by Amazon for a change that touches the offer alone, whatever the kind of goods. */
const anyProductType = "PRODUCT";

export interface StockParts {
  client: AmazonClient;
  items: ItemReader;
  amazonStock: AmazonStock;
  documents: Documents;
  participations: Participations;
  context: AmazonContext;
}

/** Stock on the seller's own shelf, read and set. What lies in Amazon's warehouses is read only. */
export function createStock(parts: StockParts): StockCapability {
  const { context } = parts;
  return {
    async read(listings, options) {
      const limits = callLimits(options, context.now);
      const skus = [...new Set(listings.map(skuOf).filter((sku) => sku !== null))];
      const quantities = await readQuantities(skus, parts, limits);
      const observedAt = new Date(context.now()).toISOString();
      return listings.flatMap((listing): StockLevel[] => {
        const quantity = quantities.get(skuOf(listing) ?? "") ?? null;
        return quantity === null ? [] : [{ listing, quantity, observedAt }];
      });
    },

    async set(changes, options) {
      const limits = callLimits(options, context.now);
      const outcomes: (StockOutcome | undefined)[] = changes.map((change) =>
        skuOf(change.listing) === null ? withoutSku(change) : undefined,
      );
      const tasks = changes.flatMap((change, index): StockTask[] => {
        const sku = skuOf(change.listing);
        return sku === null ? [] : [{ index, change, sku }];
      });
      const settle: Run["settle"] = (task, outcome) => {
        outcomes[task.index] = outcome;
      };
      await setAll(tasks, { parts, limits, settle });
      return outcomes.map((outcome) => outcome as StockOutcome);
    },
  };
}

async function readQuantities(
  skus: readonly string[],
  { items, amazonStock, participations, context }: StockParts,
  limits: CallLimits,
): Promise<ReadonlyMap<string, number | null>> {
  if (skus.length === 0) return new Map();
  const marketplaceIds = await participations.inUse(limits);
  const found = await items.bySku(skus, { marketplaceIds, lane: "withdraw_stock" }, limits);
  const ofAmazon = [...found.values()].filter((item) => fulfillmentOf(item.fulfillmentAvailability) === "amazon");
  const at = { marketplaceId: context.place().marketplace.id, lane: "withdraw_stock" } as const;
  const units = await amazonStock.units(
    ofAmazon.map(({ sku }) => sku),
    at,
    limits,
  );
  return new Map(
    [...found].map(([sku, item]) => {
      const isAmazons = fulfillmentOf(item.fulfillmentAvailability) === "amazon";
      return [sku, isAmazons ? (units.get(sku) ?? null) : merchantQuantity(item.fulfillmentAvailability)];
    }),
  );
}

interface Run {
  parts: StockParts;
  limits: CallLimits;
  settle(task: StockTask, outcome: StockOutcome): void;
}

/** Asks Amazon for the items first: a number pushed onto goods in its warehouses would make a second offer of them. */
async function setAll(tasks: readonly StockTask[], run: Run): Promise<void> {
  const { parts, limits, settle } = run;
  if (tasks.length === 0) return;
  let found: ReadonlyMap<string, WireItem>;
  let marketplaceIds: readonly string[];
  try {
    marketplaceIds = await parts.participations.inUse(limits);
    const skus = [...new Set(tasks.map(({ sku }) => sku))];
    found = await parts.items.bySku(skus, { marketplaceIds, lane: "withdraw_stock" }, limits);
  } catch (caught) {
    const error = asConnectorError(caught);
    for (const task of tasks) settle(task, failed(task, error));
    return;
  }
  const ready = tasks.flatMap((task): ReadyTask[] => {
    const item = found.get(task.sku);
    const refusal = refusalOf(task, item);
    if (refusal !== null) settle(task, refusal);
    return refusal === null && item ? [readyTask(task, item, marketplaceIds)] : [];
  });
  if (ready.length < (parts.context.settings.feedFrom ?? defaultFeedFrom)) await patchAll(ready, run);
  else await feedAll(ready, run);
}

function withoutSku(change: StockChange): StockOutcome {
  return refused({ change }, "invalid_request", "This listing has no SKU. Amazon changes stock by SKU only.");
}

function refusalOf(task: StockTask, item: WireItem | undefined): StockOutcome | null {
  if (!item) return refused(task, "not_found", `Amazon does not know the SKU "${task.sku}".`);
  if (fulfillmentOf(item.fulfillmentAvailability) === "merchant") return null;
  const message = `SKU "${task.sku}" lies in Amazon's warehouse. Amazon counts that stock itself; it cannot be set from here.`;
  return refused(task, "unsupported", message);
}

function readyTask(task: StockTask, { summaries }: WireItem, marketplaceIds: readonly string[]): ReadyTask {
  const own = (summaries ?? []).map(({ marketplaceId }) => marketplaceId);
  const productType = summaries?.find((summary) => summary.productType)?.productType ?? anyProductType;
  return { ...task, productType, marketplaceIds: own.length > 0 ? own : marketplaceIds };
}

/** One call for each change; changes of the same SKU one after the other, so that the last one stands. */
async function patchAll(tasks: readonly ReadyTask[], { parts, limits, settle }: Run): Promise<void> {
  const queue = bySku(tasks).values();
  let stopped: StockOutcome | null = null;
  const worker = async () => {
    for (const ofOneSku of queue) {
      for (const task of ofOneSku) {
        const outcome: StockOutcome =
          stopped?.status === "failed" ? failed(task, stopped.error) : await patchQuantity(task, parts, limits);
        if (outcome.status === "failed" && !isOfOneChange(outcome.error)) stopped ??= outcome;
        settle(task, outcome);
      }
    }
  };
  await Promise.all(Array.from({ length: patchesAtOnce }, worker));
}

/** A feed keeps no order between its messages: of several changes of one SKU only the last is sent. */
async function feedAll(tasks: readonly ReadyTask[], { parts, limits, settle }: Run): Promise<void> {
  for (const batch of batches(bySku(tasks), messagesAFeed)) {
    const last = batch.map((ofOneSku) => ofOneSku.at(-1) as ReadyTask);
    const outcomes = await setByFeed(last, { parts, limits });
    batch.forEach((ofOneSku, index) => {
      const outcome = outcomes[index] as StockOutcome;
      for (const task of ofOneSku) settle(task, { ...outcome, idempotencyKey: task.change.idempotencyKey });
    });
  }
}

function bySku(tasks: readonly ReadyTask[]): ReadyTask[][] {
  const groups = new Map<string, ReadyTask[]>();
  for (const task of tasks) groups.set(task.sku, [...(groups.get(task.sku) ?? []), task]);
  return [...groups.values()];
}
