import { insertMovements, lockItems, markItemRemoved, readItemClaims } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { conflict, notFound } from "../service-error.ts";
import { movementTo } from "./item-draft.ts";
import { stockChanged } from "./stock-changed.ts";

export const removeItemInput = z.object({ id: z.uuid() });

/** Takes an item out of the stock. Refused for one that a sale is or was tied to: its history must stay whole. */
export async function removeItem({ ctx, input }: Verb<z.infer<typeof removeItemInput>>): Promise<{ ok: true }> {
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const [item] = await lockItems(tx, [input.id]);
    if (!item) throw notFound("The item");
    const [claim] = await readItemClaims(tx, item.id);
    if (claim)
      throw conflict(`The item is part of the history of order ${claim.platformOrderId} (${claim.platform}).`, {
        remedy: "Set its quantity to 0 instead, once no order is promised a unit.",
      });
    if (item.status === "sold")
      throw conflict("The item was sold, and its history is kept.", {
        remedy: "Change its status first, if it was not sold.",
      });
    const leaving = { kind: "removed", from: item.quantityOnHand, to: 0, note: null } as const;
    await insertMovements(tx, ctx.workspaceId, movementTo(ctx, { itemId: item.id, ...leaving }));
    await markItemRemoved(tx, item.id, ctx.now());
    await writeAudit(tx, ctx, {
      ...{ action: "item-removed", subjectType: "inventory-item", subjectId: item.id },
      text: `Removed "${item.title}" from the stock.`,
    });
  });
  await stockChanged(ctx, [input.id]);
  return { ok: true };
}
