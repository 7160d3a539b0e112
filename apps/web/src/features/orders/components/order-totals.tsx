import { CopyText } from "../../../components/copy-text.tsx";
import { Facts } from "../../../components/facts.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { OrderDetail } from "../../../lib/api-types.ts";
import { orderStatusWords, paymentWords } from "../../../lib/sale-words.ts";
import classes from "./orders.module.css";

type Totals = OrderDetail["totals"];
const names: readonly (readonly [keyof Totals, string])[] = [
  ["subtotal", "Goods"],
  ["shipping", "Postage"],
  ["discount", "Discount"],
  ["tax", "Tax"],
  ["fees", "Fees"],
  ["refunded", "Refunded"],
];

// A refund or a discount of nothing is no news.
function shows(key: keyof Totals, money: Totals[keyof Totals]): boolean {
  return money !== null && (money.minor !== 0 || (key !== "discount" && key !== "refunded"));
}

/** The money of an order: unknown amounts are left out, the total is always named. */
export function OrderTotals({ order }: { order: OrderDetail }) {
  const { totals } = order;
  return (
    <section className={classes.panel} aria-label="Payment">
      <h2 className={classes.panelTitle}>Payment</h2>
      <div className={classes.panelBody}>
        <Facts
          rows={[
            ...names.map(
              ([key, name]) =>
                shows(key, totals[key]) && ([name, <MoneyText key={key} money={totals[key]} />] as const),
            ),
            [
              "Total",
              <strong key="total">
                <MoneyText money={totals.total} />
              </strong>,
            ],
            ["Payment", paymentWords[order.paymentStatus]],
            ["Status", `${orderStatusWords[order.status]} (${order.rawStatus})`],
            ["Number", <CopyText key="number" text={order.platformOrderId} label="Copy the order number" />],
            ["Placed", <TimeText key="placed" at={order.placedAt} as="exact" />],
          ]}
        />
      </div>
    </section>
  );
}
