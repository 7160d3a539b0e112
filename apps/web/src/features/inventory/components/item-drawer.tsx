import { Drawer } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { notifyDone } from "../../../lib/notify.tsx";
import { t } from "../texts.ts";
import type { LookUp } from "./item-form.tsx";
import { ItemCreateForm, ItemEditForm } from "./item-forms.tsx";
import { ItemView } from "./item-view.tsx";

interface ItemDrawerProps {
  /** The open item; null for none. */
  itemId: string | null;
  /** Whether the form for a new item is open. */
  adding: boolean;
  /** Finds the product that fills the form for a new item. */
  lookUp: LookUp;
  /** What else is known of an item. */
  about: (itemId: string) => ReactNode;
  onClose: () => void;
  /** Opens the item that was just made. */
  onCreated: (id: string) => void;
}

/** An item beside the table: seen, edited, or made. */
export function ItemDrawer({ itemId, adding, lookUp, about, onClose, onCreated }: ItemDrawerProps) {
  const [editing, setEditing] = useState<string | null>(null);
  const isEditing = itemId !== null && editing === itemId;
  const close = () => {
    setEditing(null);
    onClose();
  };
  return (
    <Drawer
      opened={adding || itemId !== null}
      onClose={close}
      position="right"
      size="lg"
      title={adding ? t("inventory.addStock") : isEditing ? t("inventory.editItem") : t("inventory.item")}
      closeOnClickOutside={!adding && !isEditing}
    >
      {adding && (
        <ItemCreateForm
          lookUp={lookUp}
          onCancel={close}
          onDone={(item) => {
            notifyDone({ message: t("item.added", { title: item.title }) });
            onCreated(item.id);
          }}
        />
      )}
      {!adding && itemId !== null && isEditing && <ItemEditForm itemId={itemId} onDone={() => setEditing(null)} />}
      {!adding && itemId !== null && !isEditing && (
        <ItemView itemId={itemId} about={about(itemId)} onEdit={() => setEditing(itemId)} onRemoved={close} />
      )}
    </Drawer>
  );
}
