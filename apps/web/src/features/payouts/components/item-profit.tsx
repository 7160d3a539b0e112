import { Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import type { OrderProfit } from "../../../lib/api-types.ts";
import { useProfit } from "../queries/payout-queries.ts";
import { t } from "../texts.ts";
import classes from "./payouts.module.css";
import { ProfitParts, whyUnknown } from "./profit-parts.tsx";

/** What the sold units of an item brought, sale by sale. Nothing where none was sold. */
export function ItemProfit({ itemId }: { itemId: string }) {
  const query = useProfit({ itemId });
  if (query.error) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton height={80} />;
  const sold = query.data.flatMap((order) => order.units.map((unit, n) => ({ order, unit, n })));
  if (sold.length === 0) return null;
  return (
    <section aria-label={t("payouts.profit")}>
      <h3 className={classes.heading}>{t("payouts.profit")}</h3>
      <div className={classes.sales}>
        {sold.map(({ order, unit, n }) => (
          <UnitSale key={`${order.orderId}${unit.lineId}${n}`} order={order} unit={unit} />
        ))}
      </div>
    </section>
  );
}

function UnitSale({ order, unit }: { order: OrderProfit; unit: OrderProfit["units"][number] }) {
  const why = whyUnknown(unit.net);
  return (
    <div className={classes.sale}>
      <Link to="/orders/$orderId" params={{ orderId: order.orderId }} className={classes.name}>
        {platformName(order.platform)} <span className="mono">{order.number}</span>
      </Link>
      <ProfitParts parts={unit.parts} net={unit.net} />
      {why !== null && <p className={classes.dim}>{why}</p>}
    </div>
  );
}
