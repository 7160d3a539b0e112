import { Drawer } from "@mantine/core";
import { useState } from "react";
import { notifyDone } from "../../../lib/notify.tsx";
import { ItemCreateForm, ItemEditForm } from "./item-forms.tsx";
import { ItemView } from "./item-view.tsx";

interface ItemDrawerProps {
  /** The open item; null for none. */
  itemId: string | null;
  /** Whether the form for a new item is open. */
  adding: boolean;
  onClose: () => void;
  /** Opens the item that was just made. */
  onCreated: (id: string) => void;
}

/** An item beside the table: seen, edited, or made. */
export function ItemDrawer({ itemId, adding, onClose, onCreated }: ItemDrawerProps) {
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
      title={adding ? "Add stock" : isEditing ? "Edit item" : "Item"}
      closeOnClickOutside={!adding && !isEditing}
    >
      {adding && (
        <ItemCreateForm
          onCancel={close}
          onDone={(item) => {
            notifyDone({ message: `${item.title} is in stock.` });
            onCreated(item.id);
          }}
        />
      )}
      {!adding && itemId !== null && isEditing && <ItemEditForm itemId={itemId} onDone={() => setEditing(null)} />}
      {!adding && itemId !== null && !isEditing && (
        <ItemView itemId={itemId} onEdit={() => setEditing(itemId)} onRemoved={close} />
      )}
    </Drawer>
  );
}
