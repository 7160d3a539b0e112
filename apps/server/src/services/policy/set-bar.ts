import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { requestReevaluation } from "../resolution/request-reevaluation.ts";
import type { StoredLearning } from "./learned.ts";
import { type PolicyView, readPolicy } from "./policy-row.ts";
import { learnFrom, tryBar } from "./try-bar.ts";

export const setBarInput = z.object({
  /** Null sets the bar of every channel that is not set apart. */
  platform: z.string().min(1).max(50).nullable(),
  /** `own`: this bar. `shared`: the channel follows the workspace's again. */
  follow: z.enum(["own", "shared"]).default("own"),
  /** From 0.5 to 1; null never links a guess. */
  probabilityBar: z.number().min(0.5).max(1).nullable(),
  /** Whether the seller's own decisions, as they are now, adjust what a probability means. */
  learn: z.boolean().default(false),
});
type SetBarInput = z.infer<typeof setBarInput>;

/** Sets from which probability on guesses link by themselves, for one channel or for all; open entries are looked at again. */
export async function setBar({ ctx, input }: Verb<SetBarInput>): Promise<PolicyView> {
  requireRole(ctx.role, "manager");
  const learned = await learnNow(ctx, input);
  const policy = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await writeBar(tx, ctx, { input, learned });
    await writeAudit(tx, ctx, {
      ...{ action: "bar-changed", subjectType: "policy", subjectId: ctx.workspaceId },
      ...{ text: describeChange(input), detail: { ...input, learnedFrom: learned?.decisions ?? null } },
    });
    return await readPolicy(tx);
  });
  await requestReevaluation(ctx, { everything: true });
  return policy;
}

async function learnNow(ctx: ServiceContext, input: SetBarInput): Promise<StoredLearning | null> {
  if (!input.learn || input.follow === "shared" || input.probabilityBar === null) return null;
  const tried = await tryBar(ctx, { platform: input.platform });
  return { ...learnFrom(tried.cases), learnedAt: ctx.now().toISOString() };
}

async function writeBar(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  { input, learned }: { input: SetBarInput; learned: StoredLearning | null },
): Promise<void> {
  const { platform, probabilityBar: probability_bar } = input;
  const change = {
    probability_bar,
    learned: learned === null ? null : JSON.stringify(learned),
    updated_at: ctx.now(),
  };
  if (platform === null)
    await tx
      .insertInto("policies")
      .values({ workspace_id: ctx.workspaceId, ...change })
      .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet(change))
      .execute();
  else if (input.follow === "shared")
    await tx.deleteFrom("channel_policies").where("platform", "=", platform).execute();
  else
    await tx
      .insertInto("channel_policies")
      .values({ workspace_id: ctx.workspaceId, platform, ...change })
      .onConflict((conflict) => conflict.columns(["workspace_id", "platform"]).doUpdateSet(change))
      .execute();
}

function describeChange({ platform, follow, probabilityBar, learn }: SetBarInput): string {
  const where = platform === null ? "all channels" : platform;
  if (follow === "shared") return `Let ${where} follow the bar of all channels.`;
  if (probabilityBar === null) return `Switched linking by probability off for ${where}.`;
  const adjusted = learn ? ", adjusted by past decisions" : "";
  return `Set the bar of ${where} to ${probabilityBar}${adjusted}.`;
}
