import { ConnectorError, type ParcelDocument } from "@counterfoil/connector-kit";
import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { openConnector } from "../connections/open-connector.ts";
import { toServiceError } from "../connector-failure.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { conflict, invalid, notFound, ServiceError } from "../service-error.ts";
import { checkedDocument } from "./checked-document.ts";

const mostOrders = 20;

export const orderLabelsInput = z.object({
  orderIds: z.array(z.uuid()).min(1).max(mostOrders, `Ask for at most ${mostOrders} orders at a time.`),
});

/** A document to save. */
export interface LabelFile {
  fileName: string;
  contentType: string;
  base64: string;
}

/** What became of one order: its documents, or why it has none. */
export interface OrderLabels {
  orderId: string;
  platformOrderId: string | null;
  documents: LabelFile[];
  error: { code: string; message: string; remedy: string | null } | null;
}

const deadlineMs = 60_000;

/**
 * The platform's own labels of orders, read at this moment: nothing of them is kept. Each order answers for itself; one
 * without a label says why and hides no other.
 */
export async function orderLabels({ ctx, input }: Verb<z.infer<typeof orderLabelsInput>>): Promise<OrderLabels[]> {
  const results: OrderLabels[] = [];
  for (const orderId of new Set(input.orderIds)) results.push(await labelsOf(ctx, orderId));
  return results;
}

async function labelsOf(ctx: ServiceContext, orderId: string): Promise<OrderLabels> {
  const order = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => findOrder(tx, orderId));
  const platformOrderId = order?.external_id ?? null;
  try {
    if (order === undefined) throw notFound("The order");
    if (order.status === "cancelled") throw conflict("This order is cancelled: it has no label.");
    const connector = await openConnector(ctx, order.connection_id);
    const { name } = connector.manifest;
    if (connector.documents === undefined) throw invalid(`${name} gives no labels. Print them where you bought them.`);
    const documents = await connector.documents.labels(order.external_id, { deadlineMs });
    return { orderId, platformOrderId, documents: toFiles(order.external_id, documents, name), error: null };
  } catch (error) {
    const known = ConnectorError.is(error) ? toServiceError(error) : error;
    if (!ServiceError.is(known)) throw error;
    const { code, message, remedy } = known;
    // What a connector says of labels already names what to do.
    const told = ConnectorError.is(error) && error.code === "rejected" ? null : remedy;
    return { orderId, platformOrderId, documents: [], error: { code, message, remedy: told } };
  }
}

async function findOrder(tx: Transaction<Database>, orderId: string) {
  return await tx
    .selectFrom("orders")
    .select(["external_id", "connection_id", "status"])
    .where("id", "=", orderId)
    .executeTakeFirst();
}

function toFiles(platformOrderId: string, documents: readonly ParcelDocument[], platformName: string): LabelFile[] {
  const stem = platformOrderId.replace(/[^A-Za-z0-9-]+/g, "-");
  return documents.map(({ kind, content }, index) => {
    const { contentType, extension } = checkedDocument(content, platformName);
    const number = documents.length > 1 ? `-${index + 1}` : "";
    return {
      fileName: `${kind}-${stem}${number}.${extension}`,
      contentType,
      base64: Buffer.from(content).toString("base64"),
    };
  });
}
