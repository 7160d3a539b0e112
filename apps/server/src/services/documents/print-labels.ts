import { z } from "zod";
import type { ServiceContext, Verb } from "../context.ts";
import { groupBy } from "../group-by.ts";
import { orderLabels } from "../orders/order-labels.ts";
import { requireRole } from "../require-role.ts";
import { invalid, ServiceError } from "../service-error.ts";
import { heldLabels } from "../shipping/held-labels.ts";
import { labelFile } from "../shipping/use-label.ts";
import type { DocumentFile } from "./document-file.ts";
import { type LabelContent, LabelSheets } from "./merge-labels.ts";

const mostOrders = 500;
/** Labels of one platform or provider that are read at a time; its rate budget decides how fast they come. */
const perLane = 4;

export const printLabelsInput = z.object({
  orderIds: z.array(z.uuid()).min(1).max(mostOrders, `Ask for at most ${mostOrders} orders at a time.`),
});

type Found = { labels: LabelContent[] } | { message: string };

/**
 * The real labels of many orders as one PDF, in the order asked for: the one that was bought here, else the platform's
 * own. An order without a label is named with the reason and hides no other. Throws `invalid` where none has one.
 * Nothing of them is kept.
 */
export async function printLabels({ ctx, input }: Verb<z.infer<typeof printLabelsInput>>): Promise<DocumentFile> {
  requireRole(ctx.role, "packer");
  const orderIds = [...new Set(input.orderIds)];
  const numbers = await readNumbers(ctx, orderIds);
  const found = await readLabels(ctx, orderIds, numbers);
  const sheets = await LabelSheets.open({ title: "Labels", at: ctx.now() });
  const skipped: DocumentFile["skipped"] = [];
  for (const orderId of orderIds) {
    const label = found.get(orderId) ?? { message: "The order was not found." };
    const message = "message" in label ? label.message : await sheets.add(label.labels);
    if (message !== null) skipped.push({ orderId, platformOrderId: numbers.get(orderId)?.number ?? null, message });
  }
  if (sheets.pageCount === 0) throw invalid(skipped[0]?.message ?? "There is no label to print.");
  return {
    ...{ fileName: `labels-${ctx.now().toISOString().slice(0, 10)}.pdf`, contentType: "application/pdf" },
    ...{ pages: sheets.pageCount, skipped, missingCharacters: [] },
    base64: Buffer.from(await sheets.bytes()).toString("base64"),
  };
}

interface Numbered {
  number: string;
  connectionId: string;
  /** The label that was bought for it here; null where none was. */
  labelId: string | null;
}

async function readNumbers(ctx: ServiceContext, orderIds: string[]): Promise<Map<string, Numbered>> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const held = await heldLabels(tx, orderIds);
    const rows = await tx
      .selectFrom("orders")
      .select(["id", "external_id", "connection_id"])
      .where("id", "in", orderIds)
      .execute();
    return new Map(
      rows.map((row) => [
        row.id,
        { number: row.external_id, connectionId: row.connection_id, labelId: held.get(row.id) ?? null },
      ]),
    );
  });
}

async function readLabels(
  ctx: ServiceContext,
  orderIds: readonly string[],
  numbers: ReadonlyMap<string, Numbered>,
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const known = orderIds.filter((id) => numbers.has(id));
  const sources = groupBy(known, (id) => (numbers.get(id)?.labelId ? "bought" : (numbers.get(id)?.connectionId ?? "")));
  const lanes = [...sources.values()].flatMap((ids) => {
    const queue = [...ids];
    return Array.from({ length: Math.min(perLane, queue.length) }, async () => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift())
        found.set(id, await labelsOf(ctx, id, numbers.get(id)?.labelId ?? null));
    });
  });
  await Promise.all(lanes);
  return found;
}

async function labelsOf(ctx: ServiceContext, orderId: string, labelId: string | null): Promise<Found> {
  if (labelId === null) {
    const [own] = await orderLabels({ ctx, input: { orderIds: [orderId] } });
    return own?.error === null ? { labels: own.documents.map(contentOf) } : { message: own?.error.message ?? "" };
  }
  try {
    return { labels: [contentOf(await labelFile({ ctx, input: { labelId } }))] };
  } catch (error) {
    if (!ServiceError.is(error)) throw error;
    return { message: error.message };
  }
}

function contentOf({ contentType, base64 }: { contentType: string; base64: string }): LabelContent {
  return { contentType, content: Buffer.from(base64, "base64") };
}
