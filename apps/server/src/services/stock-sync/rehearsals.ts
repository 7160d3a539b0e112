import type { RehearsedChange, StockRehearsalRow } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { announceListings } from "../listings/announce-listings.ts";
import { conflict, notFound } from "../service-error.ts";

/** A difference that waits for a yes, or the answer that it got. */
export interface RehearsalView {
  id: string;
  connectionId: string;
  platform: string;
  account: string | null;
  reason: StockRehearsalRow["reason"];
  state: StockRehearsalRow["state"];
  /** Names the difference that an answer is given to. */
  version: number;
  changes: RehearsedChange[];
  /** Listings that would show nothing any more. */
  zeroes: number;
  createdAt: string;
  updatedAt: string;
  decidedAt: string | null;
  decidedBy: string | null;
}

const changesShown = 500;

/** Differences that wait for a yes, the oldest first. */
export async function listRehearsals({ ctx }: Pick<Verb<void>, "ctx">): Promise<RehearsalView[]> {
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .selectFrom("stock_rehearsals")
      .innerJoin("connections", "connections.id", "stock_rehearsals.connection_id")
      .selectAll("stock_rehearsals")
      .select(["connections.platform", "connections.account"])
      .where("stock_rehearsals.state", "=", "waiting")
      .where("connections.disconnected_at", "is", null)
      .orderBy("stock_rehearsals.created_at")
      .execute(),
  );
  return rows.map(({ platform, account, ...row }) => ({
    ...{ id: row.id, connectionId: row.connection_id, platform, account, reason: row.reason, state: row.state },
    ...{ version: row.version, changes: row.changes.slice(0, changesShown) },
    zeroes: row.changes.filter(({ to, from }) => to === 0 && from !== 0).length,
    ...{ createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString() },
    ...{ decidedAt: row.decided_at?.toISOString() ?? null, decidedBy: row.decided_by },
  }));
}

export const answerRehearsalInput = z.object({
  id: z.uuid(),
  /** The difference that was looked at. */
  version: z.number().int().min(1),
  answer: z.enum(["yes", "no"]),
});

/**
 * Answers a difference. A yes sends it; a yes to the first one allows all that follow. A no to the first one pauses the
 * connection's stock, a no to zeroes leaves those listings as they are until their stock changes. Throws `conflict` when
 * the difference is another one than was looked at.
 */
export async function answerRehearsal({
  ctx,
  input,
}: Verb<z.infer<typeof answerRehearsalInput>>): Promise<{ ok: true }> {
  const at = ctx.now();
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await tx
      .selectFrom("stock_rehearsals")
      .selectAll()
      .where("id", "=", input.id)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw notFound("The difference");
    if (row.state !== "waiting") throw conflict("This difference was answered or is no more.");
    if (row.version !== input.version)
      throw conflict("The difference is another one by now.", { remedy: "Look at it again, then answer." });
    const yes = input.answer === "yes";
    await tx
      .updateTable("stock_rehearsals")
      .set({ state: yes ? "accepted" : "declined", decided_at: at, decided_by: ctx.actor.name, updated_at: at })
      .where("id", "=", row.id)
      .execute();
    await tx
      .updateTable("stock_tasks")
      .set(yes ? { state: "pending", zero_allowed: true, available_at: null } : { state: "declined" })
      .where("connection_id", "=", row.connection_id)
      .where("state", "=", "held")
      .execute();
    if (row.reason === "first_push") {
      const change = yes ? { allowed_at: at, allowed_by: ctx.actor.name } : { paused: true };
      await tx
        .insertInto("stock_channels")
        .values({ workspace_id: ctx.workspaceId, connection_id: row.connection_id, ...change })
        .onConflict((known) => known.columns(["workspace_id", "connection_id"]).doUpdateSet(change))
        .execute();
    }
    await writeAudit(tx, ctx, {
      ...{ action: `stock-difference-${yes ? "accepted" : "declined"}`, subjectType: "connection" },
      subjectId: row.connection_id,
      text: `Said ${input.answer} to a difference of ${row.changes.length} listings.`,
      detail: { rehearsalId: row.id, version: row.version },
    });
  });
  announceListings(ctx);
  return { ok: true };
}
