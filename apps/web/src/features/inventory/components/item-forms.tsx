import { Skeleton } from "@mantine/core";
import { useState } from "react";
import type { InventoryDetail, InventoryItem } from "../../../lib/api-types.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { useCurrency } from "../../../lib/session.ts";
import { createRequest, emptyItem, updateRequest, valuesOf } from "../item-values.ts";
import { useCreateItem, useItem, useUpdateItem } from "../queries/inventory-queries.ts";
import { t } from "../texts.ts";
import { ItemForm, type LookUp } from "./item-form.tsx";

interface ItemCreateFormProps {
  lookUp: LookUp;
  onCancel: () => void;
  onDone: (item: InventoryItem) => void;
}

/** The form for a new item. */
export function ItemCreateForm({ lookUp, onCancel, onDone }: ItemCreateFormProps) {
  const currency = useCurrency();
  const create = useCreateItem();
  return (
    <ItemForm
      initial={emptyItem(currency)}
      lookUp={lookUp}
      action={t("inventory.addToStock")}
      busy={create.isPending}
      error={create.error}
      onCancel={onCancel}
      onSubmit={(values) => create.mutateAsync(createRequest(values)).then(onDone)}
    />
  );
}

/** The form for an item that exists. */
export function ItemEditForm({ itemId, onDone }: { itemId: string; onDone: () => void }) {
  const { data: item } = useItem(itemId);
  return item ? <LoadedEditForm item={item} onDone={onDone} /> : <Skeleton height={320} />;
}

function LoadedEditForm({ item, onDone }: { item: InventoryDetail; onDone: () => void }) {
  // What the form began with: a later refresh of the item must not change what counts as changed.
  const currency = useCurrency();
  const [initial] = useState(() => valuesOf(item, currency));
  const update = useUpdateItem();
  return (
    <ItemForm
      initial={initial}
      action={t("inventory.save")}
      busy={update.isPending}
      error={update.error}
      onCancel={onDone}
      onSubmit={(values) =>
        update.mutateAsync(updateRequest(item.id, initial, values)).then(() => {
          notifyDone({ message: t("inventory.saved") });
          onDone();
        })
      }
    />
  );
}
