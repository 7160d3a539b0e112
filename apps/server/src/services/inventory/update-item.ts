import type { InventoryItem, inventoryStatuses } from "@counterfoil/core/model";
import {
  type Database,
  insertMovements,
  lockItems,
  readItem,
  replaceIdentifiers,
  replaceListings,
  updateItems,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { conflict, notFound } from "../service-error.ts";
import { type ItemDraft, itemStateRow, movementTo, wantedOnHand } from "./item-draft.ts";
import { itemFields } from "./item-fields.ts";
import { promisedOrders } from "./promised-orders.ts";
import { stockChanged } from "./stock-changed.ts";

const { title, status, quantity, ...rest } = itemFields;
export const updateItemInput = z.object({
  id: z.uuid(),
  ...rest,
  ...{ title: title.optional(), status: status.optional(), quantity: quantity.optional() },
});
type Change = Omit<z.infer<typeof updateItemInput>, "id">;

/** Changes an item. A change of quantity is an adjustment, and never takes units that orders were promised. */
export async function updateItem({ ctx, input }: Verb<z.infer<typeof updateItemInput>>): Promise<InventoryItem> {
  const { id, ...change } = input;
  const changed = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const [item] = await lockItems(tx, [id]);
    if (!item) throw notFound("The item");
    const draft = mergeChange(item, change);
    await refuseBrokenPromise(tx, item, draft);
    await writeItem(tx, ctx, item, draft);
    await writeAudit(tx, ctx, {
      ...{ action: "item-changed", subjectType: "inventory-item", subjectId: id },
      text: `Changed "${draft.title}".`,
      detail: { fields: Object.keys(change) },
    });
    return await readItem(tx, id);
  });
  if (changed === null) throw notFound("The item");
  await stockChanged(ctx, [id]);
  return changed;
}

/** The item with the change laid over it: absent stays, null becomes unknown. */
export function mergeChange(item: InventoryItem, change: Change): ItemDraft {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...item, quantity: item.quantityOnHand, ...given };
}

const matchable: ReadonlySet<string> = new Set<(typeof inventoryStatuses)[number]>(["in_stock", "listed"]);

async function refuseBrokenPromise(tx: Transaction<Database>, item: InventoryItem, draft: ItemDraft): Promise<void> {
  const { quantityClaimed } = item;
  const breaks =
    wantedOnHand(draft) < quantityClaimed || (item.status !== draft.status && !matchable.has(draft.status));
  if (quantityClaimed === 0 || !breaks) return;
  const units = quantityClaimed === 1 ? "1 unit is" : `${quantityClaimed} units are`;
  throw conflict(`${units} promised to ${await promisedOrders(tx, item.id)}.`, {
    remedy: "Unlink the sale first, or keep as many units as are promised.",
  });
}

/** Writes the difference between an item and what is wanted. */
export async function writeItem(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  item: InventoryItem,
  draft: ItemDraft,
): Promise<void> {
  await updateItems(tx, [itemStateRow(item.id, draft, ctx.now())]);
  if (draft.identifiers !== item.identifiers)
    await replaceIdentifiers(tx, ctx.workspaceId, [{ item_id: item.id, identifiers: draft.identifiers }]);
  if (draft.listings !== item.listings)
    await replaceListings(tx, ctx.workspaceId, [{ item_id: item.id, listings: draft.listings }]);
  const adjusted = { kind: "adjusted", from: item.quantityOnHand, to: wantedOnHand(draft), note: null } as const;
  await insertMovements(tx, ctx.workspaceId, movementTo(ctx, { itemId: item.id, ...adjusted }));
}
