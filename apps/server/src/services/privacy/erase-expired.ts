import { eraseBuyersOlderThan, findWorkspacesToErase } from "@counterfoil/db";
import { writeAudit } from "../audit/write-audit.ts";
import { type ServerParts, systemContext } from "../context.ts";
import { defaultBuyerDays, platformDays } from "./platform-days.ts";

const ordersAtOnce = 500;

/** Erases buyers' data that is older than its seller wants or its platform allows, in every workspace: part of the minute's round. */
export async function eraseAllExpired(parts: ServerParts): Promise<void> {
  const now = parts.now();
  const workspaces = await parts.db.asSystem((tx) =>
    findWorkspacesToErase(tx, { now, standard: defaultBuyerDays, bounds: platformDays(parts) }),
  );
  for (const workspaceId of workspaces) await eraseExpired(parts, workspaceId);
}

/** One part of a workspace's; the rest is taken up by the next round. Answers the number of orders. */
async function eraseExpired(parts: ServerParts, workspaceId: string): Promise<number> {
  const ctx = systemContext(parts, workspaceId, "retention");
  const now = ctx.now();
  const erased = await ctx.db.inWorkspace(workspaceId, async (tx) => {
    const row = await tx.selectFrom("privacy_settings").select("buyer_days").executeTakeFirst();
    const days = row === undefined ? defaultBuyerDays : row.buyer_days;
    const bounds = platformDays(parts);
    const count = await eraseBuyersOlderThan(tx, { days, bounds, now, most: ordersAtOnce });
    if (count > 0)
      await writeAudit(tx, ctx, {
        ...{ action: "buyers-expired", subjectType: "workspace", subjectId: workspaceId },
        text: `Erased the buyers of ${count} orders that ended longer ago than they are kept.`,
        detail: { days, platformDays: bounds },
      });
    return count;
  });
  if (erased > 0) ctx.events.publish(workspaceId, { type: "orders-changed" });
  return erased;
}
