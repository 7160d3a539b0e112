import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkText } from "../../../components/link-button.tsx";
import { countOf } from "../../../lib/format.ts";
import { useTrial } from "../rule-queries.ts";
import classes from "./rules.module.css";

const shown = 100;

/** What the rules, switched off ones too, would have done about the orders of the last month. */
export function TrialPanel() {
  const trial = useTrial(true);
  if (trial.error) return <FailureNotice error={trial.error} what="The rules could not be tried." />;
  if (!trial.data) return <p role="status">Trying the rules on last month's orders…</p>;
  const { orders, perRule, rows, cut } = trial.data;
  const names = new Map(perRule.map(({ ruleId, name }) => [ruleId, name]));
  return (
    <section aria-label="Trial" className={classes.trial}>
      <h2>
        Tried on {countOf(orders, "order")}
        {cut ? ", the first of more" : ""}. Nothing was changed.
      </h2>
      <ul>
        {perRule.map(({ ruleId, name, orders: count }) => (
          <li key={ruleId}>
            <strong>{name}</strong>: {countOf(count, "order")}
          </li>
        ))}
      </ul>
      <table className={classes.table} aria-label="Orders of the trial">
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Rule</th>
            <th scope="col">Why the others do not act</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <tr key={row.orderId}>
              <td>
                <LinkText inherit to="/orders/$orderId" params={{ orderId: row.orderId }} className="mono">
                  {row.platformOrderId}
                </LinkText>
              </td>
              <td>{row.ruleId ? names.get(row.ruleId) : "None"}</td>
              <td className={classes.dim}>
                {row.overruled.map((id) => `${names.get(id)}: overruled. `)}
                {row.reasons.map(({ ruleId, reasons }) => `${names.get(ruleId)}: ${reasons.join(" ")} `)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
