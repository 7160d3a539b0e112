import { type Database, type Decision, decideAttribute, decideCategory } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";

/** What becomes of a platform's word: the seller's word for it, left out, or undecided again. */
const fate = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("map"), word: z.string().trim().min(1).max(120) }),
  z.object({ kind: z.literal("leave_out") }),
  z.object({ kind: z.literal("undecided") }),
]);
type Fate = z.infer<typeof fate>;

const platform = z.string().min(1).max(60);

export const decideCategoryInput = z.object({ platform, key: z.string().min(1).max(1000), to: fate });
export const decideAttributeInput = z.object({
  ...{ platform, name: z.string().min(1).max(500) },
  /** One value of the attribute; null decides its name. */
  value: z.string().min(1).max(2000).nullable(),
  to: fate,
});

/** Says which of the seller's categories one of a platform is. Products follow when they are made anew. */
export async function mapCategory({ ctx, input }: Verb<z.infer<typeof decideCategoryInput>>): Promise<{ ok: true }> {
  const { key, to } = input;
  return await decide(ctx, { said: `category ${key} of ${input.platform}`, to, detail: input }, (tx, decision) =>
    decideCategory(tx, { platform: input.platform, key }, decision),
  );
}

/** Says what an attribute of a platform, or one value of it, is called by the seller. */
export async function mapAttribute({ ctx, input }: Verb<z.infer<typeof decideAttributeInput>>): Promise<{ ok: true }> {
  const { name, value, to } = input;
  const said = `attribute ${value === null ? name : `${name}: ${value}`} of ${input.platform}`;
  return await decide(ctx, { said, to, detail: input }, (tx, decision) =>
    decideAttribute(tx, { platform: input.platform, name, value }, decision),
  );
}

async function decide(
  ctx: ServiceContext,
  { said, to, detail }: { said: string; to: Fate; detail: Readonly<Record<string, unknown>> },
  write: (tx: Transaction<Database>, decision: Decision | null) => Promise<void>,
): Promise<{ ok: true }> {
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const decision = { word: to.kind === "map" ? to.word : null, by: ctx.actor.name, at: ctx.now() };
    await write(tx, to.kind === "undecided" ? null : decision);
    await writeAudit(tx, ctx, {
      ...{ action: "mapping-changed", subjectType: "workspace", subjectId: ctx.workspaceId },
      ...{ text: sentence(said, to), detail },
    });
  });
  ctx.events.publish(ctx.workspaceId, { type: "listings-changed" });
  return { ok: true };
}

function sentence(said: string, to: Fate): string {
  if (to.kind === "undecided") return `Took back the decision on ${said}.`;
  return to.kind === "map" ? `Mapped ${said} to "${to.word}".` : `Left out ${said}.`;
}
