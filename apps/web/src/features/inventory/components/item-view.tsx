import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import { CopyText } from "../../../components/copy-text.tsx";
import { Facts } from "../../../components/facts.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { ItemThumb } from "../../../components/item-thumb.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { InventoryDetail } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { conditionWords, identifierWords } from "../../../lib/inventory-words.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { useItem, useRemoveItem } from "../queries/inventory-queries.ts";
import classes from "./inventory.module.css";
import { ItemStatus } from "./inventory-columns.tsx";
import { ItemClaims, ItemMovements } from "./item-ledger.tsx";

interface ItemViewProps {
  itemId: string;
  /** What else is known of it. */
  about: ReactNode;
  onEdit: () => void;
  onRemoved: () => void;
}

/** Everything known about one unit or lot. */
export function ItemView({ itemId, about, onEdit, onRemoved }: ItemViewProps) {
  const query = useItem(itemId);
  if (query.error)
    return (
      <FailureNotice error={query.error} what="The item could not be loaded." onRetry={() => void query.refetch()} />
    );
  if (!query.data) return <Skeleton height={320} />;
  const item = query.data;
  return (
    <Stack gap="sm">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <ItemThumb url={item.imageUrl} size={56} />
        <div style={{ minWidth: 0 }}>
          <Text fw={600} size="lg" lh={1.3}>
            {item.title}
          </Text>
          <ItemStatus item={item} />
        </div>
      </Group>
      <ItemFacts item={item} />
      {about}
      <Group gap="xs">
        <Button variant="default" onClick={onEdit}>
          Edit
        </Button>
        <RemoveButton item={item} onRemoved={onRemoved} />
      </Group>
      <section aria-label="Orders that hold it">
        <h3 className={classes.heading}>Orders that hold it</h3>
        <ItemClaims claims={item.claims} />
      </section>
      <section aria-label="Movements">
        <h3 className={classes.heading}>Movements</h3>
        <ItemMovements movements={item.movements} />
      </section>
    </Stack>
  );
}

function ItemFacts({ item }: { item: InventoryDetail }) {
  const free = Math.max(0, item.quantityOnHand - item.quantityClaimed);
  return (
    <Facts
      rows={[
        ["SKU", item.sku ? <CopyText key="sku" text={item.sku} label="Copy the SKU" /> : "None"],
        ["On hand", `${showNumber(item.quantityOnHand)} (${showNumber(free)} free)`],
        ["Location", item.location ?? "Not recorded"],
        ["Condition", item.condition ? conditionWords[item.condition] : "Not recorded"],
        ["Cost of one", <MoneyText key="cost" money={item.unitCost} />],
        ["Price of one", <MoneyText key="price" money={item.askingPrice} />],
        ["Acquired", <TimeText key="acquired" at={item.acquiredAt} as="day" />],
        ...item.identifiers.map(
          ({ type, value }) =>
            [
              identifierWords[type as keyof typeof identifierWords] ?? type,
              <CopyText key={value} text={value} label="Copy" />,
            ] as const,
        ),
        ...item.listings.map(
          ({ platform, listingId }) =>
            [`${platformName(platform)} listing`, <CopyText key={listingId} text={listingId} label="Copy" />] as const,
        ),
        item.note !== null && ["Note", item.note],
      ]}
    />
  );
}

function RemoveButton({ item, onRemoved }: { item: InventoryDetail; onRemoved: () => void }) {
  const [asking, dialog] = useDisclosure();
  const remove = useRemoveItem(() => {
    dialog.close();
    notifyDone({ message: `${item.title} is removed.` });
    onRemoved();
  });
  return (
    <>
      <Button variant="subtle" color="red" onClick={dialog.open}>
        Remove
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={dialog.close}
        title="Remove this item?"
        action="Remove"
        onConfirm={() => remove.mutate({ id: item.id })}
        busy={remove.isPending}
        error={remove.error}
      >
        For entries made by mistake. What was ever tied to a sale cannot be removed; set its quantity to 0 instead.
      </ConfirmDialog>
    </>
  );
}
