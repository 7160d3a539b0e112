import { type CallLimits, ConnectorError, jsonBody } from "@counterfoil/connector-kit";
import { z } from "zod";
import type { AmazonClient } from "../amazon-client.ts";
import { rejectedSubmission } from "../amazon-errors.ts";
import { operationLabel } from "../amazon-operations.ts";
import { type Submission, submissionSchema, type WireItem } from "../amazon-schemas.ts";
import type { AmazonContext } from "../amazon-settings.ts";
import { merchantChannel } from "../listings/fulfillment-channel.ts";
import type { ItemReader } from "../listings/item-reader.ts";
import {
  asConnectorError,
  done,
  failed,
  quantityPatch,
  type ReadyTask,
  type StockOutcome,
  stockAttribute,
} from "./stock-task.ts";

const operation = operationLabel("patchListingsItem");

export interface PatchParts {
  client: AmazonClient;
  items: ItemReader;
  context: Pick<AmazonContext, "sellerId" | "now">;
}

/** Sets one item's stock. A lost answer is settled by what Amazon says was submitted last. */
export async function patchQuantity(task: ReadyTask, parts: PatchParts, limits: CallLimits): Promise<StockOutcome> {
  try {
    const submission = await submit(task, parts, limits);
    const problems = (submission.issues ?? []).filter(({ severity }) => severity === "ERROR");
    if (submission.status !== "ACCEPTED" || problems.length > 0) return failed(task, rejection(task.sku, submission));
    return done(task, parts.context.now(), warningsOf(submission));
  } catch (caught) {
    const error = asConnectorError(caught);
    if (error.code !== "outcome_unknown" || !(await wasSubmitted(task, parts, limits))) return failed(task, error);
    return done(task, parts.context.now(), "Amazon's answer was lost; the change was found there by reading it back.");
  }
}

async function submit(task: ReadyTask, { client, context }: PatchParts, limits: CallLimits): Promise<Submission> {
  const { data } = await client.call(
    {
      operation: "patchListingsItem",
      lane: "withdraw_stock",
      effect: "write",
      path: { sellerId: context.sellerId(), sku: task.sku },
      query: { marketplaceIds: task.marketplaceIds.join(",") },
      json: { productType: task.productType, patches: [quantityPatch(task.change.quantity)] },
      decode: jsonBody(submissionSchema),
    },
    limits,
  );
  return data;
}

async function wasSubmitted(task: ReadyTask, { items }: PatchParts, limits: CallLimits): Promise<boolean> {
  try {
    const { marketplaceIds } = task;
    const item = await items.submitted(task.sku, { marketplaceIds, lane: "withdraw_stock" }, limits);
    return submittedQuantity(item) === task.change.quantity;
  } catch (error) {
    if (ConnectorError.is(error)) return false;
    throw error;
  }
}

const rowsSchema = z.array(z.object({ fulfillment_channel_code: z.string(), quantity: z.number().int().nullish() }));

/** Units that were submitted last; they may not be live yet. Null where Amazon does not say. */
export function submittedQuantity(item: WireItem | null): number | null {
  const rows = rowsSchema.safeParse(item?.attributes?.[stockAttribute]);
  if (!rows.success) return null;
  return rows.data.find((row) => row.fulfillment_channel_code === merchantChannel)?.quantity ?? null;
}

function rejection(sku: string, { issues }: Submission): ConnectorError {
  const named = (issues ?? []).map((issue) => ({ ...issue, path: issue.attributeNames?.[0] ?? null }));
  return rejectedSubmission(operation, `the quantity of SKU "${sku}"`, named);
}

function warningsOf({ issues }: Submission): string | null {
  return (
    (issues ?? [])
      .map(({ message }) => message ?? "")
      .filter(Boolean)
      .join(" ") || null
  );
}
