import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkText } from "../../../components/link-button.tsx";
import { useTrial } from "../rule-queries.ts";
import { t } from "../texts.ts";
import classes from "./rules.module.css";

const shown = 100;

/** What the rules, switched off ones too, would have done about the orders of the last month. */
export function TrialPanel() {
  const trial = useTrial(true);
  if (trial.error) return <FailureNotice error={trial.error} what={t("rules.theRulesCouldNotBe2")} />;
  if (!trial.data) return <p role="status">{t("rules.tryingTheRulesOnLast")}</p>;
  const { orders, perRule, rows, cut } = trial.data;
  const names = new Map(perRule.map(({ ruleId, name }) => [ruleId, name]));
  return (
    <section aria-label={t("rules.trial")} className={classes.trial}>
      <h2>
        {t("rules.triedOn", { orders })}
        {cut ? t("rules.firstOfMore") : ""}
        {t("rules.triedText")}
      </h2>
      <ul>
        {perRule.map(({ ruleId, name, orders: count }) => (
          <li key={ruleId}>
            <strong>{name}</strong>: {t("count.orders", { count })}
          </li>
        ))}
      </ul>
      <table className={classes.table} aria-label={t("rules.ordersOfTheTrial")}>
        <thead>
          <tr>
            <th scope="col">{t("rules.order")}</th>
            <th scope="col">{t("rules.rule")}</th>
            <th scope="col">{t("rules.whyTheOthersDoNot")}</th>
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
              <td>{row.ruleId ? names.get(row.ruleId) : t("rules.none")}</td>
              <td className={classes.dim}>
                {row.overruled.map((id) => t("rules.overruled", { id: names.get(id) ?? "" }))}
                {row.reasons.map(({ ruleId, reasons }) => `${names.get(ruleId)}: ${reasons.join(" ")} `)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
