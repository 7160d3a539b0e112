import { Skeleton } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import type { OrderDetail } from "../../../lib/api-types.ts";
import { useOrder } from "../queries/order-queries.ts";
import { t } from "../texts.ts";
import { OrderHistory } from "./order-history.tsx";
import { OrderLineView } from "./order-line.tsx";
import { OrderShipping } from "./order-shipping.tsx";
import { OrderTotals } from "./order-totals.tsx";
import classes from "./orders.module.css";
import { OtherRoads } from "./other-roads.tsx";

interface OrderScreenProps {
  orderId: string;
  /** Draws the heading once the order is known. */
  heading: (order: OrderDetail) => React.ReactNode;
  /** What else is known of the order's money. */
  besideTotals?: React.ReactNode;
  /** What stands below the shipping. */
  belowShipping?: (order: OrderDetail) => React.ReactNode;
}

/** One sale: its lines with their units and stubs, where it goes, what happened. */
export function OrderScreen({ orderId, heading, besideTotals, belowShipping }: OrderScreenProps) {
  const query = useOrder(orderId);
  if (query.error) {
    return (
      <FailureNotice error={query.error} what={t("orders.theOrderCouldNotBe")} onRetry={() => void query.refetch()} />
    );
  }
  if (!query.data) return <OrderSkeleton />;
  const order = query.data;
  return (
    <>
      {heading(order)}
      <OtherRoads order={order} />
      <div className={classes.columns}>
        <div>
          <section className={classes.panel} aria-label={t("orders.lines")}>
            <h2 className={classes.panelTitle}>{t("orders.lines")}</h2>
            {order.lines.length === 0 && <div className={classes.panelBody}>{t("orders.noLinesText")}</div>}
            {order.lines.map((line) => (
              <OrderLineView key={line.id} line={line} order={order} />
            ))}
          </section>
          <section className={classes.panel} aria-label={t("orders.history")}>
            <h2 className={classes.panelTitle}>{t("orders.history")}</h2>
            <div className={classes.panelBody}>
              <OrderHistory history={order.history} />
            </div>
          </section>
        </div>
        <div>
          <OrderShipping order={order} />
          {belowShipping?.(order)}
          <OrderTotals order={order} />
          {besideTotals}
        </div>
      </div>
    </>
  );
}

function OrderSkeleton() {
  return (
    <div aria-busy="true">
      <Skeleton height={28} width={320} mb="md" />
      <div className={classes.columns}>
        <Skeleton height={260} radius="md" />
        <Skeleton height={260} radius="md" />
      </div>
    </div>
  );
}
