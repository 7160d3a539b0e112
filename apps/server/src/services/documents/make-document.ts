import { z } from "zod";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { invalid } from "../service-error.ts";
import { type DocumentOrder, readDocumentOrders } from "./document-orders.ts";
import { DocumentWriter } from "./document-writer.ts";
import { type AddressedOrder, drawAddressLabels } from "./draw-address-label.ts";
import { drawPackingSlip } from "./draw-packing-slip.ts";
import { drawPickList } from "./draw-pick-list.ts";
import { pageSizeNames, pageSizes } from "./page-size.ts";
import { readPicks } from "./read-picks.ts";

export const documentKinds = ["packing-slips", "address-labels", "pick-list"] as const;
const mostOrders = 500;

export const makeDocumentInput = z.object({
  kind: z.enum(documentKinds),
  size: z.enum(pageSizeNames).default("a4"),
  /** Orders in the order of printing; a pick list without any is of everything that waits. */
  orderIds: z.array(z.uuid()).max(mostOrders, `Ask for at most ${mostOrders} orders at a time.`).default([]),
});
type MakeDocumentInput = z.infer<typeof makeDocumentInput>;

/** A document ready to be saved or printed. */
export interface MadeDocument {
  fileName: string;
  contentType: "application/pdf";
  content: Uint8Array;
  pages: number;
  /** Orders that are not in it, and why. */
  skipped: { orderId: string; platformOrderId: string | null; message: string }[];
  /** What the font could not print: a sign stands there instead. */
  missingCharacters: string[];
}

/**
 * Packing slips, address labels or a pick list as one PDF. Each order answers for itself: one that cannot be printed is
 * named with its reason and hides no other. Throws `invalid` where no order can be. Changes nothing.
 */
export async function makeDocument({ ctx, input }: Verb<MakeDocumentInput>): Promise<MadeDocument> {
  requireRole(ctx.role, "packer");
  return input.kind === "pick-list" ? await makePickList(ctx, input) : await makeForOrders(ctx, input);
}

async function makePickList(ctx: ServiceContext, { size, orderIds }: MakeDocumentInput): Promise<MadeDocument> {
  const { groups, zone } = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => ({
    groups: await readPicks(tx, orderIds.length === 0 ? null : orderIds),
    zone: await tx.selectFrom("workspaces").select("time_zone").executeTakeFirstOrThrow(),
  }));
  const at = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: zone.time_zone });
  const writer = await DocumentWriter.open(pageSizes[size], { title: "Pick list", at: ctx.now() });
  drawPickList(writer, groups, { title: "Pick list", at: at.format(ctx.now()) });
  return await finish(ctx, writer, { name: "pick-list", skipped: [] });
}

async function makeForOrders(ctx: ServiceContext, { kind, size, orderIds }: MakeDocumentInput): Promise<MadeDocument> {
  const asked = [...new Set(orderIds)];
  if (asked.length === 0) throw invalid("Choose at least one order.");
  const found = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readDocumentOrders(tx, ctx, asked));
  const skipped: MadeDocument["skipped"] = asked
    .filter((id) => !found.some((order) => order.id === id))
    .map((orderId) => ({ orderId, platformOrderId: null, message: "The order was not found." }));
  const printable = found.filter((order) => {
    const message = whyNot(order, kind);
    if (message !== null) skipped.push({ orderId: order.id, platformOrderId: order.number, message });
    return message === null;
  });
  if (printable.length === 0) throw invalid(skipped[0]?.message ?? "There is nothing to print.");
  const writer = await DocumentWriter.open(pageSizes[size], { title: kind, at: ctx.now() });
  if (kind === "address-labels") drawAddressLabels(writer, printable.filter(isAddressed), size);
  else for (const order of printable) drawPackingSlip(writer, order);
  const name = printable.length === 1 ? `${kind.slice(0, -1)}-${printable[0]?.number ?? ""}` : kind;
  return await finish(ctx, writer, { name, skipped });
}

function whyNot(order: DocumentOrder, kind: MakeDocumentInput["kind"]): string | null {
  if (order.cancelled) return "This order is cancelled.";
  if (order.lines.length === 0 && kind === "packing-slips") return "The lines of this order are not known yet.";
  if (kind === "address-labels" && !isAddressed(order)) return "No address of this order is known.";
  return null;
}

function isAddressed(order: DocumentOrder): order is AddressedOrder {
  return order.shipTo !== null;
}

async function finish(
  ctx: ServiceContext,
  writer: DocumentWriter,
  { name, skipped }: { name: string; skipped: MadeDocument["skipped"] },
): Promise<MadeDocument> {
  const content = await writer.bytes();
  const day = ctx.now().toISOString().slice(0, 10);
  const fileName = `${name.replace(/[^A-Za-z0-9-]+/g, "-").slice(0, 80)}-${day}.pdf`;
  const missingCharacters = [...writer.missing].sort();
  return { fileName, contentType: "application/pdf", content, pages: writer.pageCount, skipped, missingCharacters };
}
