import { Checkbox, Text } from "@mantine/core";
import { IconLink, IconLinkOff, IconLinkPlus, IconMinus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { TableColumn } from "../../../components/data-table/table-column.ts";
import { ItemThumb } from "../../../components/item-thumb.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { Unknown } from "../../../components/unknown.tsx";
import type { OrderRow } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import type { ChosenOrder } from "../../../lib/handed-orders.ts";
import { linkStateWords } from "../../../lib/line-words.ts";
import { orderStatusWords, paymentWords, saleWordLabels, saleWordOf } from "../../../lib/sale-words.ts";
import type { Chosen } from "../chosen-orders.ts";
import { t } from "../texts.ts";
import classes from "./orders.module.css";
import { ShipBy } from "./ship-by.tsx";

/** Which orders are ticked; left out where none can be. */
export interface ColumnChoice {
  pictured: boolean;
  chosen: Chosen;
  toggle: (order: ChosenOrder) => void;
}

/** The box that chooses an order. */
export function ChooseBox({ order, chosen, toggle }: Omit<ColumnChoice, "pictured"> & { order: OrderRow }) {
  return (
    <Checkbox
      size="xs"
      aria-label={t("orders.choose", { platformOrderId: order.platformOrderId })}
      checked={chosen.has(order.id)}
      onChange={() => toggle({ id: order.id, platform: order.platform, platformOrderId: order.platformOrderId })}
    />
  );
}

function OrderCell({ order, pictured, chosen, toggle }: ColumnChoice & { order: OrderRow }) {
  const more = order.lineCount - 1;
  return (
    <span className={classes.orderCell}>
      <ChooseBox order={order} chosen={chosen} toggle={toggle} />
      {pictured && <ItemThumb url={order.imageUrl} />}
      <Link to="/orders/$orderId" params={{ orderId: order.id }} className={`${classes.number} mono`}>
        {order.platformOrderId}
      </Link>
      <span className="truncate">{order.firstTitle ?? t("orders.noLinesYet")}</span>
      {more > 0 && <span className={classes.more}>+{more}</span>}
    </span>
  );
}

/** The word for a sale, with the platform's own status on hover. */
export function SaleWord({ order }: { order: OrderRow }) {
  const { label, tone } = saleWordLabels[saleWordOf(order)];
  return <StateDot tone={tone} word={label} title={t("orders.rawStatus", { rawStatus: order.rawStatus })} />;
}

const linkIcons = { needs_link: IconLinkOff, partial: IconLinkPlus, linked: IconLink, none: IconMinus } as const;

function LinkedIcon({ order }: { order: OrderRow }) {
  const { word, tone } = linkStateWords[order.linkState];
  const Icon = linkIcons[order.linkState];
  return (
    <span title={word} style={{ display: "inline-flex", verticalAlign: "middle", color: `var(--cf-${tone}-text)` }}>
      <Icon size={17} stroke={1.8} aria-hidden="true" />
      <span className="visually-hidden">{word}</span>
    </span>
  );
}

/** The columns; pictures take room only where there are any. */
export const orderColumns = (choice: ColumnChoice): readonly TableColumn<OrderRow>[] => [
  {
    id: "order",
    label: t("orders.order"),
    width: 350,
    grow: true,
    cell: (order) => <OrderCell order={order} {...choice} />,
  },
  { id: "word", label: t("orders.state"), width: 118, cell: (order) => <SaleWord order={order} /> },
  { id: "channel", label: t("orders.shop"), width: 58, cell: (order) => <PlatformMark platform={order.platform} /> },
  {
    id: "buyer",
    label: t("orders.buyer"),
    width: 150,
    cell: (order) => (
      <>
        {order.buyerName ?? <Unknown what={t("orders.buyerUnknown")} />}{" "}
        <Text span c="dimmed" size="xs">
          {order.countryCode}
        </Text>
      </>
    ),
  },
  { id: "placed", label: t("orders.placed"), width: 96, cell: (order) => <TimeText at={order.placedAt} /> },
  { id: "shipBy", label: t("orders.sendBy"), width: 124, cell: (order) => <ShipBy order={order} /> },
  { id: "linked", label: t("orders.columnLinked"), width: 66, cell: (order) => <LinkedIcon order={order} /> },
  {
    id: "payment",
    label: t("orders.payment"),
    width: 112,
    hidden: true,
    cell: (order) => paymentWords[order.paymentStatus],
  },
  {
    id: "status",
    label: t("orders.status"),
    width: 124,
    hidden: true,
    cell: (order) => orderStatusWords[order.status],
  },
  { id: "units", label: t("orders.units"), width: 56, align: "right", cell: (order) => showNumber(order.unitCount) },
  {
    id: "total",
    label: t("orders.total"),
    width: 88,
    align: "right",
    cell: (order) => <MoneyText money={order.total} />,
  },
];
