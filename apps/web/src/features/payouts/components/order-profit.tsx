import { Skeleton } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkText } from "../../../components/link-button.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import type { OrderProfit } from "../../../lib/api-types.ts";
import { stateOf } from "../../../lib/language/words-by.ts";
import { useProfit } from "../queries/payout-queries.ts";
import { t } from "../texts.ts";
import { PayoutState } from "./payout-columns.tsx";
import classes from "./payouts.module.css";
import { ProfitParts, whyUnknown } from "./profit-parts.tsx";

/** What an order brought, and where its money is. */
export function OrderProfitPanel({ orderId }: { orderId: string }) {
  const query = useProfit({ orderId });
  const [profit] = query.data ?? [];
  if (query.data && profit === undefined) return null;
  return (
    <section className={classes.panel} aria-label={t("payouts.profit")}>
      <h2 className={classes.panelTitle}>{t("payouts.profit")}</h2>
      <div className={classes.panelBody}>
        {query.error && <FailureNotice error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton height={120} />}
        {profit && <Known profit={profit} />}
      </div>
    </section>
  );
}

function Known({ profit }: { profit: OrderProfit }) {
  const why = whyUnknown(profit.net);
  return (
    <>
      <ProfitParts parts={profit.parts} net={profit.net} />
      {why !== null && <p className={classes.dim}>{why}</p>}
      {profit.units.length > 1 && <UnitProfits profit={profit} />}
      <div className={classes.foot}>
        <StateDot {...(profit.settled ? paidOut : notPaidOut)} />
      </div>
      {profit.payouts.map((payout) => (
        <div key={payout.id} className={classes.foot}>
          <LinkText to="/payouts" search={{ payout: payout.id }} size="sm">
            {t("payouts.payout")} <span className="mono">{payout.externalId}</span>
          </LinkText>
          {payout.state !== null && <PayoutState state={payout.state} />}
        </div>
      ))}
    </>
  );
}

const paidOut = stateOf(t, { tone: "done", word: "profit.paidOut" });
const notPaidOut = stateOf(t, { tone: "off", word: "profit.notPaidOut" });

function UnitProfits({ profit }: { profit: OrderProfit }) {
  return (
    <ul className={classes.items}>
      {profit.units.map((unit, n) => (
        // Units of one lot differ by nothing but their place.
        <li key={n}>
          <span className={classes.itemText}>
            {unit.title}
            <br />
            <span className={classes.dim}>
              {unit.cameBack ? t("profit.cameBack") : (unit.sku ?? t("profit.noUnit"))}
            </span>
          </span>
          <MoneyText money={unit.net.known ? unit.net.profit : null} />
        </li>
      ))}
    </ul>
  );
}
