import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { notFound } from "../service-error.ts";

export const tickPickInput = z.object({
  lineId: z.uuid(),
  /** The item that was taken; null for a line without a unit. */
  itemId: z.uuid().nullable(),
  /** Units in hand; 0 takes the tick away. */
  quantity: z.number().int().min(0).max(100_000),
});

/**
 * Notes that units of a sale are in hand. All pickers of the workspace see it; neither the sale nor the stock changes.
 * Throws `not_found`.
 */
export async function tickPick({ ctx, input }: Verb<z.infer<typeof tickPickInput>>): Promise<{ ok: true }> {
  requireRole(ctx.role, "packer");
  const { lineId: line_id, quantity } = input;
  const item_id = input.itemId ?? line_id;
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const line = await tx.selectFrom("order_lines").select("id").where("id", "=", line_id).executeTakeFirst();
    if (line === undefined) throw notFound("The line");
    await tx.deleteFrom("pick_ticks").where("line_id", "=", line_id).where("item_id", "=", item_id).execute();
    if (quantity === 0) return;
    const by = { ticked_by: ctx.actor.name, ticked_at: ctx.now() };
    await tx
      .insertInto("pick_ticks")
      .values({ workspace_id: ctx.workspaceId, line_id, item_id, quantity, ...by })
      .onConflict((known) => known.columns(["workspace_id", "line_id", "item_id"]).doUpdateSet({ quantity, ...by }))
      .execute();
  });
  ctx.events.publish(ctx.workspaceId, { type: "orders-changed" });
  return { ok: true };
}

/** Units that left are no longer in hand. */
export async function dropTicks(tx: Transaction<Database>, shipmentId: string): Promise<void> {
  await sql`
    with gone as (
      delete from pick_ticks as tick using shipment_lines as part
      where part.shipment_id = ${shipmentId}::uuid and part.line_id = tick.line_id and tick.quantity <= part.quantity)
    update pick_ticks as tick set quantity = tick.quantity - part.quantity
    from shipment_lines as part
    where part.shipment_id = ${shipmentId}::uuid and part.line_id = tick.line_id and tick.quantity > part.quantity`.execute(
    tx,
  );
}
