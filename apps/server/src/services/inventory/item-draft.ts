import type { InventoryItem } from "@counterfoil/core/model";
import type { ItemState, NewItem, NewMovement } from "@counterfoil/db";
import { actorKind } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";

/** An item as somebody wants it to be. */
export interface ItemDraft
  extends Pick<
    InventoryItem,
    | "sku"
    | "title"
    | "condition"
    | "status"
    | "location"
    | "unitCost"
    | "askingPrice"
    | "acquiredAt"
    | "imageUrl"
    | "note"
    | "identifiers"
    | "listings"
  > {
  /** Units on hand. A sold item has none. */
  quantity: number;
}

function columnsOf(draft: ItemDraft) {
  return {
    sku: draft.sku,
    title: draft.title,
    condition: draft.condition,
    status: draft.status,
    location: draft.location,
    unit_cost_minor: draft.unitCost?.minor ?? null,
    unit_cost_currency: draft.unitCost?.currency ?? null,
    asking_price_minor: draft.askingPrice?.minor ?? null,
    asking_price_currency: draft.askingPrice?.currency ?? null,
    acquired_at: draft.acquiredAt,
    image_url: draft.imageUrl,
    note: draft.note,
  };
}

/** The row of a new item. */
export function newItemRow(id: string, draft: ItemDraft, now: Date): NewItem {
  const at = now.toISOString();
  return { id, ...columnsOf(draft), listed_at: draft.status === "listed" ? at : null, created_at: at };
}

/** The row of a changed item. */
export function itemStateRow(id: string, draft: ItemDraft, now: Date): ItemState {
  return { id, ...columnsOf(draft), changed_at: now.toISOString() };
}

/** Units on hand that a draft asks for: what is sold is not on the shelf. */
export function wantedOnHand(draft: Pick<ItemDraft, "status" | "quantity">): number {
  return draft.status === "sold" ? 0 : draft.quantity;
}

/** The movement that brings on-hand from one number to another; none when they are equal. */
export function movementTo(
  ctx: ServiceContext,
  change: {
    itemId: string;
    kind: "received" | "imported" | "adjusted" | "removed";
    from: number;
    to: number;
    note: string | null;
  },
): NewMovement[] {
  if (change.from === change.to) return [];
  return [
    {
      id: ctx.newId(),
      item_id: change.itemId,
      kind: change.kind,
      quantity: change.to - change.from,
      claim_id: null,
      order_id: null,
      actor_kind: actorKind(ctx.actor),
      actor: ctx.actor.name,
      note: change.note,
      at: ctx.now().toISOString(),
    },
  ];
}
