import { countBuyerData } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";

/** How long buyers' data is kept where nobody chose. */
export const defaultBuyerDays = 90;

export const setPrivacyInput = z.object({
  /** Days after an order was sent or ended; null keeps it until somebody erases it. */
  buyerDays: z.number().int().min(1).max(3650).nullable(),
});

/** How long buyers' data is kept, and what there is of it. */
export interface PrivacyView {
  buyerDays: number | null;
  orders: number;
  /** Orders that still name their buyer. */
  withBuyer: number;
  erased: number;
  /** When the next of them is erased by itself; null where none is. */
  nextErasureAt: string | null;
}

/** How long buyers' data is kept, and what there is of it. */
export async function getPrivacy({ ctx }: Pick<Verb<void>, "ctx">): Promise<PrivacyView> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await tx.selectFrom("privacy_settings").select("buyer_days").executeTakeFirst();
    const buyerDays = row === undefined ? defaultBuyerDays : row.buyer_days;
    const { oldestEnded, ...counts } = await countBuyerData(tx);
    const next = buyerDays === null || oldestEnded === null ? null : daysAfter(oldestEnded, buyerDays);
    return { buyerDays, ...counts, nextErasureAt: next?.toISOString() ?? null };
  });
}

/** Changes how long buyers' data is kept. Throws `forbidden`. */
export async function setPrivacy({ ctx, input }: Verb<z.infer<typeof setPrivacyInput>>): Promise<PrivacyView> {
  requireRole(ctx.role, "manager");
  const change = { buyer_days: input.buyerDays, updated_at: ctx.now() };
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await tx
      .insertInto("privacy_settings")
      .values({ workspace_id: ctx.workspaceId, ...change })
      .onConflict((known) => known.column("workspace_id").doUpdateSet(change))
      .execute();
    const { buyerDays: days } = input;
    await writeAudit(tx, ctx, {
      ...{ action: "privacy-changed", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: days === null ? "Keeps buyers' data until it is erased." : `Erases buyers' data after ${days} days.`,
    });
  });
  return await getPrivacy({ ctx });
}

function daysAfter(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * 86_400_000);
}
