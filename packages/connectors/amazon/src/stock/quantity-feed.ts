import { type CallLimits, ConnectorError, jsonBody } from "@counterfoil/connector-kit";
import type { AmazonClient } from "../amazon-client.ts";
import { rejectedSubmission } from "../amazon-errors.ts";
import { operationLabel } from "../amazon-operations.ts";
import {
  createdDocumentSchema,
  createdFeedSchema,
  documentSchema,
  type FeedResult,
  feedResultSchema,
  feedSchema,
} from "../amazon-schemas.ts";
import type { AmazonContext } from "../amazon-settings.ts";
import type { Documents } from "../documents.ts";
import { pollUntil } from "../poll-until.ts";
import { asConnectorError, done, failed, quantityPatch, type ReadyTask, type StockOutcome } from "./stock-task.ts";

const feedType = "JSON_LISTINGS_FEED";
const contentType = "application/json; charset=UTF-8";

/** Messages that one feed may hold. */
export const messagesAFeed = 25_000;

export interface FeedParts {
  client: AmazonClient;
  documents: Documents;
  context: AmazonContext;
}

/**
 * Sets many items' stock by one feed, each SKU once. Amazon works on it for minutes; a feed that is not finished in time
 * leaves every change `outcome_unknown`, since it may still be carried out.
 */
export async function setByFeed(
  tasks: readonly ReadyTask[],
  { parts, limits }: { parts: FeedParts; limits: CallLimits },
): Promise<StockOutcome[]> {
  try {
    const feedId = await submitFeed(tasks, parts, limits);
    const result = await resultOf(feedId, parts, limits);
    return tasks.map((task, index) => judge(task, index + 1, result, parts));
  } catch (caught) {
    const error = asConnectorError(caught);
    return tasks.map((task) => failed(task, error));
  }
}

/** The feed's document, with a message for each change. */
export function feedDocument(sellerId: string, tasks: readonly Pick<ReadyTask, "sku" | "productType" | "change">[]) {
  return {
    header: { sellerId, version: "2.0", issueLocale: "en_US" },
    messages: tasks.map(({ sku, productType, change }, index) => ({
      messageId: index + 1,
      sku,
      operationType: "PATCH",
      productType,
      patches: [quantityPatch(change.quantity)],
    })),
  };
}

async function submitFeed(tasks: readonly ReadyTask[], parts: FeedParts, limits: CallLimits): Promise<string> {
  const { client, documents, context } = parts;
  const lane = "withdraw_stock";
  const text = JSON.stringify(feedDocument(context.sellerId(), tasks));
  const { data: document } = await client.call(
    // A document that nothing refers to does nothing.
    {
      ...{ operation: "createFeedDocument", lane, effect: "idempotent_write" },
      ...{ json: { contentType }, decode: jsonBody(createdDocumentSchema) },
    },
    limits,
  );
  await documents.upload(document, { text, type: contentType }, limits);
  const marketplaceIds = [...new Set(tasks.flatMap((task) => task.marketplaceIds))];
  const json = { feedType, marketplaceIds, inputFeedDocumentId: document.feedDocumentId };
  const create = () =>
    client.call({ operation: "createFeed", lane, effect: "write", json, decode: jsonBody(createdFeedSchema) }, limits);
  return (await context.patiently(create, limits)).data.feedId;
}

async function resultOf(
  feedId: string,
  { client, documents, context }: FeedParts,
  limits: CallLimits,
): Promise<FeedResult> {
  const call = { operation: "getFeed", lane: "withdraw_stock", path: { feedId } } as const;
  try {
    const feed = await pollUntil(
      async () => (await client.call({ ...call, decode: jsonBody(feedSchema) }, limits)).data,
      ({ processingStatus }) => !["IN_QUEUE", "IN_PROGRESS"].includes(processingStatus),
      { now: context.now, sleep: context.sleep, limits },
    );
    if (feed === null) throw unknown(`Amazon has not finished feed ${feedId} in time.`);
    if (feed.processingStatus === "FATAL" || feed.processingStatus === "CANCELLED") {
      throw rejectedSubmission(operationLabel("getFeed"), "the feed", [
        { path: null, code: feed.processingStatus, message: `Feed ${feedId} ended as ${feed.processingStatus}.` },
      ]);
    }
    if (!feed.resultFeedDocumentId) throw unknown(`Amazon gives no result of feed ${feedId}.`);
    return await readResult(feed.resultFeedDocumentId, { client, documents, limits });
  } catch (caught) {
    const error = asConnectorError(caught);
    if (error.code === "rejected" || error.code === "outcome_unknown") throw error;
    // From here on the feed is in Amazon's hands, whatever keeps us from seeing what becomes of it.
    throw unknown(`Feed ${feedId} was handed in, but its result could not be read: ${error.message}`, error);
  }
}

async function readResult(
  feedDocumentId: string,
  { client, documents, limits }: Pick<FeedParts, "client" | "documents"> & { limits: CallLimits },
): Promise<FeedResult> {
  const call = { operation: "getFeedDocument", lane: "withdraw_stock", path: { feedDocumentId } } as const;
  const { data: place } = await client.call({ ...call, decode: jsonBody(documentSchema) }, limits);
  const text = await documents.download(place, limits);
  const result = feedResultSchema.safeParse(parsedJson(text));
  if (!result.success) throw unknown("The result of the feed could not be read.");
  return result.data;
}

function judge(task: ReadyTask, messageId: number, { issues }: FeedResult, { context }: FeedParts): StockOutcome {
  const own = (issues ?? []).filter((issue) => issue.messageId === messageId);
  const problems = own.filter(({ severity }) => severity === "ERROR");
  if (problems.length > 0) {
    const named = problems.map((issue) => ({ ...issue, path: issue.attributeName ?? null }));
    return failed(task, rejectedSubmission(operationLabel("createFeed"), `the quantity of SKU "${task.sku}"`, named));
  }
  return done(
    task,
    context.now(),
    own
      .map(({ message }) => message ?? "")
      .filter(Boolean)
      .join(" ") || null,
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unknown(message: string, cause?: unknown): ConnectorError {
  return new ConnectorError({ code: "outcome_unknown", message, operation: operationLabel("getFeed"), cause });
}
