import { Text } from "@mantine/core";
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
import { linkStateWords } from "../../../lib/line-words.ts";
import { orderStatusWords, paymentWords, saleWordLabels, saleWordOf } from "../../../lib/sale-words.ts";
import classes from "./orders.module.css";
import { ShipBy } from "./ship-by.tsx";

function OrderCell({ order }: { order: OrderRow }) {
  const more = order.lineCount - 1;
  return (
    <span className={classes.orderCell}>
      <ItemThumb url={order.imageUrl} />
      <Link to="/orders/$orderId" params={{ orderId: order.id }} className={`${classes.number} mono`}>
        {order.platformOrderId}
      </Link>
      <span className="truncate">{order.firstTitle ?? "No lines yet"}</span>
      {more > 0 && <span className={classes.more}>+{more}</span>}
    </span>
  );
}

/** The word for a sale, with the platform's own status on hover. */
export function SaleWord({ order }: { order: OrderRow }) {
  const { label, tone } = saleWordLabels[saleWordOf(order)];
  return <StateDot tone={tone} word={label} title={`Status on the platform: ${order.rawStatus}`} />;
}

export const orderColumns: readonly TableColumn<OrderRow>[] = [
  { id: "order", label: "Order", width: 330, grow: true, cell: (order) => <OrderCell order={order} /> },
  { id: "channel", label: "Channel", width: 108, cell: (order) => <PlatformMark platform={order.platform} withName /> },
  {
    id: "buyer",
    label: "Buyer",
    width: 150,
    cell: (order) => (
      <>
        {order.buyerName ?? <Unknown what="buyer" />}{" "}
        <Text span c="dimmed" size="xs">
          {order.countryCode}
        </Text>
      </>
    ),
  },
  { id: "placed", label: "Placed", width: 96, cell: (order) => <TimeText at={order.placedAt} /> },
  { id: "shipBy", label: "Send by", width: 100, cell: (order) => <ShipBy order={order} /> },
  {
    id: "linked",
    label: "Linked",
    width: 114,
    cell: (order) => (
      <StateDot tone={linkStateWords[order.linkState].tone} word={linkStateWords[order.linkState].word} />
    ),
  },
  { id: "payment", label: "Payment", width: 112, hidden: true, cell: (order) => paymentWords[order.paymentStatus] },
  { id: "status", label: "Status", width: 124, hidden: true, cell: (order) => orderStatusWords[order.status] },
  { id: "units", label: "Units", width: 56, align: "right", cell: (order) => showNumber(order.unitCount) },
  { id: "total", label: "Total", width: 88, align: "right", cell: (order) => <MoneyText money={order.total} /> },
  { id: "word", label: "State", width: 118, cell: (order) => <SaleWord order={order} /> },
];
