import { z } from "zod";
import type { Feed, ListingIssue, Seller } from "../amazon-entities.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import { attributesSchema, patchSchema, type Submission, submit } from "../listings/submissions.ts";

const MAX_MESSAGES = 25_000;
const basics = { messageId: z.number().int().min(1), sku: z.string().min(1) };
const productType = z.string().min(1);
const messageSchema = z.discriminatedUnion("operationType", [
  z.object({ ...basics, operationType: z.literal("DELETE") }),
  z.object({ ...basics, operationType: z.literal("PATCH"), productType, patches: z.array(patchSchema).min(1) }),
  z.object({ ...basics, operationType: z.literal("PARTIAL_UPDATE"), productType, attributes: attributesSchema }),
  z.object({
    ...basics,
    operationType: z.literal("UPDATE"),
    productType,
    requirements: z.string().optional(),
    attributes: attributesSchema,
  }),
]);
type Message = z.output<typeof messageSchema>;
const feedSchema = z.object({
  header: z.object({ sellerId: z.string(), version: z.literal("2.0"), issueLocale: z.string().optional() }),
  messages: z.array(z.unknown()).min(1).max(MAX_MESSAGES),
});

interface FeedIssue extends Omit<ListingIssue, "attributeNames" | "categories"> {
  messageId?: number;
  sku?: string;
  attributeName?: string;
}

/** What became of a feed, in the form of Amazon's processing report. */
export interface ProcessingReport {
  header: { sellerId: string; version: "2.0"; feedId: string };
  issues: FeedIssue[];
  summary: Record<"errors" | "warnings" | "messagesProcessed" | "messagesAccepted" | "messagesInvalid", number>;
}

/** Works through a JSON_LISTINGS_FEED; null when the document as a whole is no such feed. */
export function processListingsFeed(
  world: AmazonWorld,
  seller: Seller,
  feed: Feed,
  content: string | null,
): ProcessingReport | null {
  const parsed = feedSchema.safeParse(tryParse(content));
  if (!parsed.success || parsed.data.header.sellerId !== seller.sellerId) return null;
  const outcomes = parsed.data.messages.map((message) => processMessage(world, seller, feed, message));
  const issues = outcomes.flat();
  const count = (severity: string) => issues.filter((issue) => issue.severity === severity).length;
  const invalid = outcomes.filter((found) => found.some(({ severity }) => severity === "ERROR")).length;
  return {
    header: { sellerId: seller.sellerId, version: "2.0", feedId: feed.feedId },
    issues,
    summary: {
      errors: count("ERROR"),
      warnings: count("WARNING"),
      messagesProcessed: outcomes.length,
      messagesAccepted: outcomes.length - invalid,
      messagesInvalid: invalid,
    },
  };
}

function processMessage(world: AmazonWorld, seller: Seller, feed: Feed, raw: unknown): FeedIssue[] {
  const message = messageSchema.safeParse(raw);
  if (!message.success) {
    const { messageId } = z.object({ messageId: z.number().optional() }).catch({}).parse(raw);
    const text = `The message does not fit the schema: ${message.error.issues[0]?.message ?? ""}`;
    return [{ ...(messageId !== undefined && { messageId }), code: "4000003", severity: "ERROR", message: text }];
  }
  const { messageId, sku } = message.data;
  const submission = { sku, marketplaceId: feed.marketplaceIds[0] ?? "", via: "feed", change: changeOf(message.data) };
  const { issues } = submit(world, seller, submission as Submission, { preview: false });
  return issues.map(({ code, severity, message: text, attributeNames: [attributeName] }) => ({
    messageId,
    sku,
    code,
    severity,
    message: text,
    ...(attributeName !== undefined && { attributeName }),
  }));
}

function changeOf(message: Message): Submission["change"] {
  if (message.operationType === "DELETE") return null;
  if (message.operationType === "PATCH") return { patches: message.patches };
  if (message.operationType === "UPDATE") return { attributes: message.attributes, productType: message.productType };
  // By Amazon's words the same as a patch that replaces each attribute named.
  const patches = Object.entries(message.attributes).map(([name, value]) => ({
    op: "replace" as const,
    path: `/attributes/${name}`,
    value,
  }));
  return { patches };
}

function tryParse(content: string | null): unknown {
  try {
    return JSON.parse(Buffer.from(content ?? "", "base64").toString("utf8"));
  } catch {
    return undefined;
  }
}
