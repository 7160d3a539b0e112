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
import { t } from "../texts.ts";
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
      <FailureNotice error={query.error} what={t("inventory.theItemCouldNotBe")} onRetry={() => void query.refetch()} />
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
          {t("inventory.edit")}
        </Button>
        <RemoveButton item={item} onRemoved={onRemoved} />
      </Group>
      <section aria-label={t("inventory.ordersThatHoldIt")}>
        <h3 className={classes.heading}>{t("inventory.ordersThatHoldIt")}</h3>
        <ItemClaims claims={item.claims} />
      </section>
      <section aria-label={t("inventory.movements")}>
        <h3 className={classes.heading}>{t("inventory.movements")}</h3>
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
        [
          "SKU",
          item.sku ? <CopyText key="sku" text={item.sku} label={t("inventory.copyTheSku")} /> : t("inventory.none2"),
        ],
        [t("inventory.onHand"), `${showNumber(item.quantityOnHand)} (${showNumber(free)} free)`],
        [t("inventory.location"), item.location ?? t("inventory.notRecorded")],
        [t("inventory.condition"), item.condition ? conditionWords[item.condition] : t("inventory.notRecorded")],
        [t("inventory.costOfOne"), <MoneyText key="cost" money={item.unitCost} />],
        [t("inventory.priceOfOne"), <MoneyText key="price" money={item.askingPrice} />],
        [t("inventory.acquired"), <TimeText key="acquired" at={item.acquiredAt} as="day" />],
        ...item.identifiers.map(
          ({ type, value }) =>
            [
              identifierWords[type as keyof typeof identifierWords] ?? type,
              <CopyText key={value} text={value} label={t("common.copy")} />,
            ] as const,
        ),
        ...item.listings.map(
          ({ platform, listingId }) =>
            [
              `${platformName(platform)} listing`,
              <CopyText key={listingId} text={listingId} label={t("common.copy")} />,
            ] as const,
        ),
        item.note !== null && [t("inventory.note"), item.note],
      ]}
    />
  );
}

function RemoveButton({ item, onRemoved }: { item: InventoryDetail; onRemoved: () => void }) {
  const [asking, dialog] = useDisclosure();
  const remove = useRemoveItem(() => {
    dialog.close();
    notifyDone({ message: t("item.removed", { title: item.title }) });
    onRemoved();
  });
  return (
    <>
      <Button variant="subtle" color="red" onClick={dialog.open}>
        {t("inventory.remove")}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={dialog.close}
        title={t("item.removeTitle")}
        action={t("inventory.remove")}
        onConfirm={() => remove.mutate({ id: item.id })}
        busy={remove.isPending}
        error={remove.error}
      >
        {t("item.removeText")}
      </ConfirmDialog>
    </>
  );
}
