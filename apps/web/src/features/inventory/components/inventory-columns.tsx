import { Link } from "@tanstack/react-router";
import type { TableColumn } from "../../../components/data-table/table-column.ts";
import { ItemThumb } from "../../../components/item-thumb.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { Unknown } from "../../../components/unknown.tsx";
import type { InventoryItem } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { conditionWords, inventoryStatusWords } from "../../../lib/inventory-words.ts";
import { t } from "../texts.ts";
import classes from "./inventory.module.css";

export function ItemStatus({ item }: { item: Pick<InventoryItem, "status"> }) {
  const { label, tone } = inventoryStatusWords[item.status];
  return <StateDot tone={tone} word={label} />;
}

function TitleCell({ item, pictured }: { item: InventoryItem; pictured: boolean }) {
  return (
    <span className={classes.titleCell}>
      {pictured && <ItemThumb url={item.imageUrl} />}
      <Link
        to="/inventory"
        search={(now) => ({ ...now, item: item.id, add: undefined })}
        className={`${classes.titleLink} truncate`}
      >
        {item.title}
      </Link>
    </span>
  );
}

function Channels({ item }: { item: InventoryItem }) {
  const platforms = [...new Set(item.listings.map(({ platform }) => platform))];
  return platforms.map((platform) => <PlatformMark key={platform} platform={platform} />);
}

/** The columns; pictures take room only where there are any. */
export const inventoryColumns = (pictured: boolean): readonly TableColumn<InventoryItem>[] => [
  {
    id: "title",
    label: t("inventory.title"),
    width: 244,
    grow: true,
    sortable: true,
    cell: (item) => <TitleCell item={item} pictured={pictured} />,
  },
  {
    id: "status",
    label: t("inventory.status"),
    width: 118,
    sortable: true,
    cell: (item) => <ItemStatus item={item} />,
  },
  {
    id: "sku",
    label: t("inventory.sku"),
    width: 88,
    sortable: true,
    cell: (item) => (item.sku ? <span className="mono">{item.sku}</span> : <Unknown what={t("inventory.sku")} />),
  },
  {
    id: "location",
    label: t("inventory.location"),
    width: 134,
    sortable: true,
    cell: (item) => item.location ?? <Unknown what={t("inventory.locationUnknown")} />,
  },
  {
    id: "condition",
    label: t("inventory.condition"),
    width: 90,
    cell: (item) =>
      item.condition ? conditionWords[item.condition] : <Unknown what={t("inventory.conditionUnknown")} />,
  },
  {
    id: "quantity",
    label: t("inventory.onHand"),
    width: 72,
    align: "right",
    cell: (item) => showNumber(item.quantityOnHand),
  },
  {
    id: "claimed",
    label: t("inventory.claimed"),
    width: 70,
    align: "right",
    cell: (item) => (item.quantityClaimed > 0 ? showNumber(item.quantityClaimed) : null),
  },
  {
    id: "unitCost",
    label: t("inventory.cost"),
    width: 80,
    align: "right",
    sortable: true,
    cell: (item) => <MoneyText money={item.unitCost} />,
  },
  {
    id: "askingPrice",
    label: t("inventory.price"),
    width: 80,
    align: "right",
    cell: (item) => <MoneyText money={item.askingPrice} />,
  },
  {
    id: "acquiredAt",
    label: t("inventory.acquired"),
    width: 106,
    sortable: true,
    cell: (item) => <TimeText at={item.acquiredAt} as="day" />,
  },
  {
    id: "createdAt",
    label: t("inventory.added"),
    width: 112,
    sortable: true,
    hidden: true,
    cell: (item) => <TimeText at={item.createdAt} />,
  },
  { id: "channels", label: t("inventory.columnListings"), width: 68, cell: (item) => <Channels item={item} /> },
];
