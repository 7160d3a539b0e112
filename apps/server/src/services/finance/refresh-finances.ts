import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { readBankNow } from "./await-approval.ts";
import { activeOf } from "./finance-sources.ts";

/** Has all banks and platforms read now. Answers how many there are. */
export async function refreshFinances({ ctx }: Pick<Verb<void>, "ctx">): Promise<{ started: number }> {
  requireRole(ctx.role, "packer");
  const { workspaceId } = ctx;
  const { banks, platforms } = await ctx.db.inWorkspace(workspaceId, async (tx) => ({
    banks: await activeOf(tx, ctx, "bankTransactions"),
    platforms: await activeOf(tx, ctx, "finances"),
  }));
  for (const { id } of banks) await readBankNow(ctx, id);
  for (const { id: connectionId } of platforms) {
    const payload = { workspaceId, connectionId, runId: null };
    await ctx.jobs.enqueue("finances.sync", payload, { singletonKey: connectionId });
  }
  return { started: banks.length + platforms.length };
}
