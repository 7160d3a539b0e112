import { MoneyText } from "../../../components/money-text.tsx";
import type { Reconciliation } from "../../../lib/api-types.ts";
import classes from "./payouts.module.css";

type Totals = Reconciliation["totals"][number];
const names: readonly (readonly [keyof Omit<Totals, "currency">, string])[] = [
  ["sent", "Sent by platforms"],
  ["arrived", "Arrived at the bank"],
  ["missing", "Missing"],
  ["difference", "Difference"],
  ["expected", "On its way"],
];

/** Sums for each currency by itself. */
export function TotalsStrip({ totals }: Pick<Reconciliation, "totals">) {
  return totals.map((own) => (
    <dl key={own.currency} className={classes.totals} aria-label={`Totals in ${own.currency}`}>
      {names.map(([key, name]) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd data-tone={key === "missing" && own.missing.minor !== 0 ? "failed" : undefined}>
            <MoneyText money={own[key]} />
          </dd>
        </div>
      ))}
    </dl>
  ));
}
