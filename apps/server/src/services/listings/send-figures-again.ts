import { raiseStockTasks, tieSoldItems } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { announceListings } from "./announce-listings.ts";

export const sendFiguresInput = z.object({ listingIds: z.array(z.uuid()).min(1).max(500) });

/**
 * Sends what listings should show: after a difference that a person was asked about, a failure, or a "no". A listing whose
 * units were all sold is tied to them first, so that it shows nothing any more. Answers how many are on their way.
 */
export async function sendFiguresAgain({
  ctx,
  input: { listingIds },
}: Verb<z.infer<typeof sendFiguresInput>>): Promise<{ sent: number }> {
  const sent = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await tieSoldItems(tx, { listingIds, actorName: ctx.actor.name });
    await raiseStockTasks(tx, { listingIds, cause: "person" });
    const raised = await tx
      .updateTable("stock_tasks")
      .set({ zero_allowed: true })
      .where("listing_id", "in", listingIds)
      .where("state", "in", ["pending", "sending"])
      .executeTakeFirst();
    const count = Number(raised.numUpdatedRows);
    await writeAudit(tx, ctx, {
      ...{ action: "stock-sent", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: `Had the figures of ${count === 1 ? "a listing" : `${count} listings`} sent again.`,
      detail: { listingIds },
    });
    return count;
  });
  announceListings(ctx);
  return { sent };
}
