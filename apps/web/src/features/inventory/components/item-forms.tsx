import { Skeleton } from "@mantine/core";
import type { InventoryItem } from "../../../lib/api-types.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { useCurrency } from "../../../lib/session.ts";
import { createRequest, emptyItem, updateRequest, valuesOf } from "../item-values.ts";
import { useCreateItem, useItem, useUpdateItem } from "../queries/inventory-queries.ts";
import { ItemForm } from "./item-form.tsx";

/** The form for a new item. */
export function ItemCreateForm({ onCancel, onDone }: { onCancel: () => void; onDone: (item: InventoryItem) => void }) {
  const currency = useCurrency();
  const create = useCreateItem();
  return (
    <ItemForm
      initial={emptyItem}
      currency={currency}
      action="Add to stock"
      busy={create.isPending}
      error={create.error}
      onCancel={onCancel}
      onSubmit={(values) => create.mutateAsync(createRequest(values, currency)).then(onDone)}
    />
  );
}

/** The form for an item that exists; amounts stay in the currency they were recorded in. */
export function ItemEditForm({ itemId, onDone }: { itemId: string; onDone: () => void }) {
  const { data: item } = useItem(itemId);
  const workspaceCurrency = useCurrency();
  const update = useUpdateItem();
  if (!item) return <Skeleton height={320} />;
  const currency = item.unitCost?.currency ?? item.askingPrice?.currency ?? workspaceCurrency;
  return (
    <ItemForm
      initial={valuesOf(item)}
      currency={currency}
      action="Save"
      busy={update.isPending}
      error={update.error}
      onCancel={onDone}
      onSubmit={(values) =>
        update.mutateAsync(updateRequest(itemId, values, currency)).then(() => {
          notifyDone({ message: "Saved." });
          onDone();
        })
      }
    />
  );
}
