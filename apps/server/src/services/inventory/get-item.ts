import type { InventoryItem } from "@counterfoil/core/model";
import { type ItemClaim, type ItemMovement, readItem, readItemClaims, readMovements } from "@counterfoil/db";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { notFound } from "../service-error.ts";

export const getItemInput = z.object({ id: z.uuid() });

export interface ItemDetail extends InventoryItem {
  movements: (Omit<ItemMovement, "at"> & { at: string })[];
  claims: ItemClaim[];
}

/** One item with every movement of its units and every sale they were tied to, newest first. */
export async function getItem({ ctx, input }: Verb<z.infer<typeof getItemInput>>): Promise<ItemDetail> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const item = await readItem(tx, input.id);
    if (item === null) throw notFound("The item");
    const movements = await readMovements(tx, item.id);
    return {
      ...item,
      movements: movements.map((movement) => ({ ...movement, at: movement.at.toISOString() })),
      claims: await readItemClaims(tx, item.id),
    };
  });
}
