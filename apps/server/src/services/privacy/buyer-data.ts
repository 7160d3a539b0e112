import { type BuyerName, eraseBuyersOf, findOrdersOfBuyer } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { notFound } from "../service-error.ts";

export const buyerInput = z.object({
  /** The whole name, username or e-mail address. */
  buyer: z
    .string()
    .overwrite((value) => value.replaceAll("\0", "").trim())
    .min(2, "Enter the whole name, username or e-mail address.")
    .max(320),
});

const personalColumns = [
  ...([
    "id",
    "platform",
    "external_id",
    "status",
    "placed_at",
    "paid_at",
    "shipped_at",
    "currency",
    "total_minor",
  ] as const),
  ...(["buyer_external_id", "buyer_username", "buyer_name", "buyer_email", "ship_to", "country_code"] as const),
  ...(["buyer_note", "seller_note", "raw"] as const),
];

/** Everything that is stored about a buyer, as a document to be handed out. Throws `forbidden` and `not_found`. */
export async function exportBuyer({ ctx, input }: Verb<z.infer<typeof buyerInput>>) {
  requireRole(ctx.role, "manager");
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const ids = await findOrdersOfBuyer(tx, { text: input.buyer });
    if (ids.length === 0) throw notFound("A buyer of this name");
    const ofThem = ["order_id", "in", ids] as const;
    const [orders, lines, shipments] = [
      await tx.selectFrom("orders").select(personalColumns).where("id", "in", ids).orderBy("placed_at").execute(),
      await tx
        .selectFrom("order_lines")
        .select(["order_id", "title", "sku", "quantity", "line_total_minor", "currency"])
        .where(...ofThem)
        .execute(),
      await tx
        .selectFrom("shipments")
        .select(["order_id", "carrier", "tracking_number", "shipped_at"])
        .where(...ofThem)
        .execute(),
    ];
    await writeAudit(tx, ctx, {
      ...{ action: "buyer-exported", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: `Handed out what is stored about a buyer: ${ids.length} orders.`,
    });
    return { exportedAt: ctx.now().toISOString(), orders, lines, shipments };
  });
}

/** Erases a buyer at their wish. Sales, money and links stay. Throws `forbidden` and `not_found`. */
export async function eraseBuyerByName({ ctx, input }: Verb<z.infer<typeof buyerInput>>): Promise<{ orders: number }> {
  requireRole(ctx.role, "manager");
  const orders = await eraseBuyer(ctx, { text: input.buyer }, "at their wish");
  if (orders === 0) throw notFound("A buyer of this name");
  return { orders };
}

/**
 * Erases what identifies a buyer from the workspace's orders: names, addresses, notes, the raw payload, and the words
 * that search finds. A later reading brings nothing back. Answers the number of orders.
 */
export async function eraseBuyer(ctx: ServiceContext, buyer: BuyerName, why: string): Promise<number> {
  const count = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const orderIds = await findOrdersOfBuyer(tx, buyer);
    await eraseBuyersOf(tx, { orderIds, now: ctx.now() });
    if (orderIds.length > 0) {
      await writeAudit(tx, ctx, {
        ...{ action: "buyer-erased", subjectType: "platform", subjectId: buyer.platform ?? "all" },
        text: `Erased a buyer from ${orderIds.length} orders, ${why}.`,
      });
    }
    return orderIds.length;
  });
  if (count > 0) ctx.events.publish(ctx.workspaceId, { type: "orders-changed" });
  return count;
}
