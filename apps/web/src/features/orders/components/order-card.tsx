import { Link } from "@tanstack/react-router";
import { ItemThumb } from "../../../components/item-thumb.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { OrderRow } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";
import { ChooseBox, type ColumnChoice, SaleWord } from "./order-columns.tsx";
import classes from "./orders.module.css";
import { ShipBy } from "./ship-by.tsx";

type OrderCardProps = Omit<ColumnChoice, "pictured"> & { order: OrderRow };

/** An order on a phone. */
export function OrderCard({ order, chosen, toggle }: OrderCardProps) {
  return (
    <div className={classes.cardRow}>
      <ChooseBox order={order} chosen={chosen} toggle={toggle} />
      <CardLink order={order} />
    </div>
  );
}

function CardLink({ order }: { order: OrderRow }) {
  return (
    <Link to="/orders/$orderId" params={{ orderId: order.id }} className={classes.cardLink}>
      <ItemThumb url={order.imageUrl} size={44} />
      <span className={classes.cardBody}>
        <span className={classes.cardTop}>
          <span className={classes.cardTitle}>
            <span className="truncate">{order.firstTitle ?? t("orders.noLinesYet")}</span>
            {order.lineCount > 1 && <span className={classes.more}>+{order.lineCount - 1}</span>}
          </span>
          <MoneyText money={order.total} />
        </span>
        <span className={`${classes.dim} truncate`}>
          {platformName(order.platform)} <span className="mono">{order.platformOrderId}</span> · {order.buyerName}{" "}
          {order.countryCode}
        </span>
        <span className={classes.cardFoot}>
          <SaleWord order={order} />
          {order.shipBy ? <ShipBy order={order} /> : null}
          <span className={classes.dim}>
            <TimeText at={order.placedAt} />
          </span>
        </span>
      </span>
    </Link>
  );
}
