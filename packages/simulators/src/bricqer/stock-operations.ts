import { z } from "zod";
import type { StockItem } from "./bricqer-entities.ts";
import { invalid, notFound } from "./bricqer-errors.ts";
import { type BricqerWorld, rowKey } from "./bricqer-world.ts";
import { definitionView } from "./definition-view.ts";
import type { BricqerOperation, Call } from "./operation.ts";
import { nestedPage } from "./paging.ts";
import { setRemaining } from "./stock-change.ts";
import { instant } from "./times.ts";

export const stockOperations: readonly BricqerOperation[] = [
  { name: "inventory/item", method: "GET", right: "stock", slash: "either", handle: listItems },
  {
    name: "inventory/item/{id}",
    method: "GET",
    right: "stock",
    slash: "either",
    handle: (world, call) => itemView(world, findItem(world, call)),
  },
  { name: "inventory/item/{id}", method: "PATCH", right: "stock-edit", slash: "required", handle: changeItem },
  { name: "inventory/item/{id}", method: "DELETE", right: "stock-edit", slash: "required", handle: deleteItem },
  { name: "inventory/storage", method: "GET", right: "stock", slash: "either", handle: listStorages },
];

function listItems(world: BricqerWorld, call: Call): unknown {
  const { query, tenant } = call;
  const [storage, search] = [query.get("storage"), query.get("search")?.toLowerCase()];
  const rows = world.items.where(
    (item) =>
      item.tenant === tenant.label &&
      // This filter gives nothing whatever it is set to, as seen at the true service.
      !query.has("condition") &&
      (!storage || item.storageId === Number(storage)) &&
      (!search || wordsOf(world, item).includes(search)),
  );
  const ordering = query.get("ordering");
  const sign = ordering?.startsWith("-") ? -1 : 1;
  return nestedPage(
    call,
    [...rows].sort((one, two) => sign * (one.id - two.id)),
    (item) => itemView(world, item),
  );
}

function wordsOf(world: BricqerWorld, { tenant, definitionId, remarks }: StockItem): string {
  const definition = world.definitions.get(rowKey(tenant, definitionId));
  return `${definition?.legoId ?? ""} ${definition?.description ?? ""} ${remarks ?? ""}`.toLowerCase();
}

export function itemView(world: BricqerWorld, item: StockItem) {
  const { tenant, id, storageId, definitionId, remainingQuantity, remarks, batchId, purchaseId } = item;
  const definition = world.definitions.get(rowKey(tenant, definitionId));
  return {
    ...{ id, storageId },
    storageLabel: world.storages.get(rowKey(tenant, storageId))?.label ?? null,
    definitionTypeId: 1,
    definitionId,
    definition: definition === undefined ? null : definitionView(world, definition),
    ...{ remainingQuantity, remarks, batchId, purchaseId },
    created: instant(world, item.created),
    updated: instant(world, item.updated),
  };
}

const changeSchema = z.object({ remainingQuantity: z.unknown().optional() });

// Absolute, and in camelCase; a body without the field changes nothing.
function changeItem(world: BricqerWorld, call: Call): unknown {
  const item = findItem(world, call);
  const change = changeSchema.safeParse(call.body);
  if (!change.success) throw invalid("nonFieldErrors", "Invalid data. Expected a dictionary.");
  const { remainingQuantity: quantity } = change.data;
  if (quantity !== undefined) {
    if (!Number.isInteger(quantity)) throw invalid("remainingQuantity", "A valid integer is required.");
    if (Number(quantity) < 0) {
      throw invalid("remainingQuantity", "Ensure this value is greater than or equal to 0.");
    }
    setRemaining(world, item, { quantity: Number(quantity), by: "api" });
  }
  return world.settings.patchAnswer === "item" ? itemView(world, item) : new Response(null, { status: 200 });
}

function deleteItem(world: BricqerWorld, call: Call): Response {
  const { tenant, id: itemId, definitionId, remainingQuantity: from } = findItem(world, call);
  world.items.delete(rowKey(tenant, itemId));
  world.ledger.append("stock-item-deleted", { tenant, itemId, definitionId, from });
  return new Response(null, { status: 204 });
}

function findItem(world: BricqerWorld, { tenant, id }: Call): StockItem {
  const item = world.items.get(rowKey(tenant.label, id));
  if (item === undefined) throw notFound();
  return item;
}

function listStorages(world: BricqerWorld, call: Call): unknown {
  const { label } = call.tenant;
  const storages = world.storages.where(({ tenant }) => tenant === label);
  const view = (storage: (typeof storages)[number]) => ({
    id: storage.id,
    storageId: storage.id,
    itemCount: world.items.where((item) => item.tenant === label && item.storageId === storage.id).length,
    storageType: "shelf",
    displayAs: storage.label,
    skipSuggestions: false,
    isDropship: false,
    isStorefront: false,
    priority: 0,
  });
  return world.settings.storageForm === "array" ? storages.map(view) : nestedPage(call, storages, view);
}
