import type { InventoryItem } from "@counterfoil/core/model";
import { insertItems, insertMovements, readItem, replaceIdentifiers, replaceListings } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { notFound } from "../service-error.ts";
import { type ItemDraft, movementTo, newItemRow, wantedOnHand } from "./item-draft.ts";
import { itemFields } from "./item-fields.ts";
import { stockChanged } from "./stock-changed.ts";

export const createItemInput = z.object(itemFields);

/** Adds an item to the stock; its units come as a receipt. */
export async function createItem({ ctx, input }: Verb<z.infer<typeof createItemInput>>): Promise<InventoryItem> {
  const id = ctx.newId();
  const draft: ItemDraft = {
    ...{ title: input.title, status: input.status, quantity: input.quantity },
    ...{ sku: input.sku ?? null, condition: input.condition ?? null, location: input.location ?? null },
    ...{ unitCost: input.unitCost ?? null, askingPrice: input.askingPrice ?? null },
    ...{ acquiredAt: input.acquiredAt ?? null, note: input.note ?? null, imageUrl: input.imageUrl ?? null },
    ...{ identifiers: input.identifiers ?? [], listings: input.listings ?? [] },
  };
  const item = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await insertItems(tx, ctx.workspaceId, [newItemRow(id, draft, ctx.now())]);
    await replaceIdentifiers(tx, ctx.workspaceId, [{ item_id: id, identifiers: draft.identifiers }]);
    await replaceListings(tx, ctx.workspaceId, [{ item_id: id, listings: draft.listings }]);
    const received = { itemId: id, kind: "received", from: 0, to: wantedOnHand(draft), note: null } as const;
    await insertMovements(tx, ctx.workspaceId, movementTo(ctx, received));
    await writeAudit(tx, ctx, {
      ...{ action: "item-created", subjectType: "inventory-item", subjectId: id },
      text: `Added "${draft.title}" to the stock.`,
    });
    return await readItem(tx, id);
  });
  if (item === null) throw notFound("The item");
  await stockChanged(ctx, [id]);
  return item;
}
