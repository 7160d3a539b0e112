import { type Database, type PayoutDecisionKind, violatedConstraint } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { conflict, notFound } from "../service-error.ts";
import { announceFinances } from "./announce-finances.ts";

type Tx = Transaction<Database>;

export const decidePayoutInput = z.discriminatedUnion("action", [
  /** The payout arrived as these lines. */
  z.object({
    action: z.literal("pair"),
    payoutId: z.uuid(),
    transactionIds: z.array(z.uuid()).min(1, "must name a bank line").max(20),
  }),
  /** The line is not this payout: the two are never paired again by a machine. */
  z.object({ action: z.literal("part"), payoutId: z.uuid(), transactionId: z.uuid() }),
  /** The payout went to an account that is not read here. */
  z.object({ action: z.literal("elsewhere"), payoutId: z.uuid() }),
  /** The bank line is no payout. */
  z.object({ action: z.literal("no_payout"), transactionId: z.uuid() }),
  /** Takes that back. */
  z.object({ action: z.literal("restore"), transactionId: z.uuid() }),
  /** Takes back everything that was said of a payout. */
  z.object({ action: z.literal("clear"), payoutId: z.uuid() }),
]);
export type DecidePayoutInput = z.infer<typeof decidePayoutInput>;

/**
 * Keeps what a person says of a payout or a bank line; it stands above everything that is worked out. Throws `not_found`,
 * and `conflict` for a line that a person gave to another payout.
 */
export async function decidePayout({ ctx, input }: Verb<DecidePayoutInput>): Promise<{ ok: true }> {
  requireRole(ctx.role, "packer");
  try {
    await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
      await requireSubjects(tx, input);
      await decide(tx, ctx, input);
      await writeAudit(tx, ctx, auditOf(input));
    });
  } catch (error) {
    if (violatedConstraint(error) !== "payout_decisions_one_payout") throw error;
    throw conflict("A bank line already belongs to another payout, or was said to be no payout.", {
      remedy: "Take that decision back first.",
    });
  }
  announceFinances(ctx);
  return { ok: true };
}

async function requireSubjects(tx: Tx, input: DecidePayoutInput): Promise<void> {
  if ("payoutId" in input) {
    const payout = await tx.selectFrom("payouts").select("id").where("id", "=", input.payoutId).executeTakeFirst();
    if (payout === undefined) throw notFound("The payout");
  }
  const lineIds = linesOf(input);
  if (lineIds.length === 0) return;
  const lines = await tx.selectFrom("bank_transactions").select("id").where("id", "in", lineIds).execute();
  if (lines.length < new Set(lineIds).size) throw notFound("The bank line");
}

function linesOf(input: DecidePayoutInput): string[] {
  if (input.action === "pair") return input.transactionIds;
  return "transactionId" in input ? [input.transactionId] : [];
}

async function decide(tx: Tx, ctx: ServiceContext, input: DecidePayoutInput): Promise<void> {
  const say = (kind: PayoutDecisionKind, payout_id: string | null, transaction_id: string | null) =>
    writeDecision(tx, ctx, { kind, payout_id, transaction_id });
  switch (input.action) {
    case "pair":
      await forget(tx, { payoutId: input.payoutId, kinds: ["paired", "elsewhere"] });
      for (const line of new Set(input.transactionIds)) await say("paired", input.payoutId, line);
      return;
    case "part":
      return await say("parted", input.payoutId, input.transactionId);
    case "elsewhere":
      await forget(tx, { payoutId: input.payoutId, kinds: ["paired", "elsewhere"] });
      return await say("elsewhere", input.payoutId, null);
    case "no_payout":
      return await say("no_payout", null, input.transactionId);
    case "restore":
      await tx
        .deleteFrom("payout_decisions")
        .where("transaction_id", "=", input.transactionId)
        .where("kind", "=", "no_payout")
        .execute();
      return;
    case "clear":
      return await forget(tx, { payoutId: input.payoutId, kinds: ["paired", "elsewhere", "parted"] });
  }
}

async function forget(
  tx: Tx,
  { payoutId, kinds }: { payoutId: string; kinds: readonly PayoutDecisionKind[] },
): Promise<void> {
  await tx.deleteFrom("payout_decisions").where("payout_id", "=", payoutId).where("kind", "in", kinds).execute();
}

async function writeDecision(
  tx: Tx,
  ctx: ServiceContext,
  said: { kind: PayoutDecisionKind; payout_id: string | null; transaction_id: string | null },
): Promise<void> {
  const change = { kind: said.kind, decided_by: ctx.actor.name, decided_at: ctx.now() };
  await tx
    .insertInto("payout_decisions")
    .values({ workspace_id: ctx.workspaceId, id: ctx.newId(), ...said, ...change })
    .onConflict((other) => other.columns(["workspace_id", "payout_id", "transaction_id"]).doUpdateSet(change))
    .execute();
}

const texts: Readonly<Record<DecidePayoutInput["action"], string>> = {
  pair: "The payout was paired with bank lines by hand.",
  part: "The payout and a bank line were parted by hand.",
  elsewhere: "The payout was said to have gone to an account that is not read.",
  no_payout: "The bank line was said to be no payout.",
  restore: "The bank line was said to be a payout after all.",
  clear: "What was said of the payout was taken back.",
};

function auditOf(input: DecidePayoutInput) {
  const isLine = input.action === "no_payout" || input.action === "restore";
  return {
    action: `payout-${input.action.replace("_", "-")}`,
    subjectType: isLine ? "bank-line" : "payout",
    subjectId: isLine ? input.transactionId : input.payoutId,
    text: texts[input.action],
    detail: { lines: linesOf(input) },
  };
}
