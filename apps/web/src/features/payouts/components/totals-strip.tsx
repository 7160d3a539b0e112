import { MoneyText } from "../../../components/money-text.tsx";
import type { Reconciliation } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";
import classes from "./payouts.module.css";

type Totals = Reconciliation["totals"][number];
const names: readonly (readonly [keyof Omit<Totals, "currency">, Parameters<typeof t>[0]])[] = [
  ["sent", "total.sent"],
  ["arrived", "total.arrived"],
  ["missing", "payouts.missing"],
  ["difference", "payouts.difference"],
  ["expected", "payouts.onItsWay"],
];

/** Sums for each currency by itself. */
export function TotalsStrip({ totals }: Pick<Reconciliation, "totals">) {
  return totals.map((own) => (
    <dl key={own.currency} className={classes.totals} aria-label={t("payouts.totalsIn", { currency: own.currency })}>
      {names.map(([key, name]) => (
        <div key={key}>
          <dt>{t(name)}</dt>
          <dd data-tone={key === "missing" && own.missing.minor !== 0 ? "failed" : undefined}>
            <MoneyText money={own[key]} />
          </dd>
        </div>
      ))}
    </dl>
  ));
}
