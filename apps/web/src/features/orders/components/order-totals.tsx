import { CopyText } from "../../../components/copy-text.tsx";
import { Facts } from "../../../components/facts.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { OrderDetail } from "../../../lib/api-types.ts";
import { orderStatusWords, paymentWords } from "../../../lib/sale-words.ts";
import { t } from "../texts.ts";
import classes from "./orders.module.css";

type Totals = OrderDetail["totals"];
const names: readonly (readonly [keyof Totals, Parameters<typeof t>[0]])[] = [
  ["subtotal", "total.goods"],
  ["shipping", "total.postage"],
  ["discount", "total.discount"],
  ["tax", "total.tax"],
  ["fees", "total.fees"],
  ["refunded", "status.refunded"],
];

// A refund or a discount of nothing is no news.
function shows(key: keyof Totals, money: Totals[keyof Totals]): boolean {
  return money !== null && (money.minor !== 0 || (key !== "discount" && key !== "refunded"));
}

/** The money of an order: unknown amounts are left out, the total is always named. */
export function OrderTotals({ order }: { order: OrderDetail }) {
  const { totals } = order;
  return (
    <section className={classes.panel} aria-label={t("orders.payment")}>
      <h2 className={classes.panelTitle}>{t("orders.payment")}</h2>
      <div className={classes.panelBody}>
        <Facts
          rows={[
            ...names.map(
              ([key, name]) =>
                shows(key, totals[key]) && ([t(name), <MoneyText key={key} money={totals[key]} />] as const),
            ),
            [
              t("orders.total"),
              <strong key="total">
                <MoneyText money={totals.total} />
              </strong>,
            ],
            [t("orders.payment"), paymentWords[order.paymentStatus]],
            [t("orders.status"), `${orderStatusWords[order.status]} (${order.rawStatus})`],
            [
              t("orders.number"),
              <CopyText key="number" text={order.platformOrderId} label={t("orders.copyTheOrderNumber")} />,
            ],
            [t("orders.placed"), <TimeText key="placed" at={order.placedAt} as="exact" />],
          ]}
        />
      </div>
    </section>
  );
}
