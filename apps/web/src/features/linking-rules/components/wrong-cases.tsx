import { LinkText } from "../../../components/link-button.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import type { WrongCase } from "../../../lib/api-types.ts";
import { conditionWords } from "../../../lib/inventory-words.ts";
import { showRate } from "../bar-words.ts";
import { t } from "../texts.ts";
import classes from "./rules.module.css";

/** The sales that would have been linked to something else than a person chose. */
export function WrongCases({ cases, total }: { cases: readonly WrongCase[]; total: number }) {
  return (
    <details className={classes.wrong}>
      <summary>{t("wrong.see", { total })}</summary>
      <ul className={classes.wrongList}>
        {cases.map((one) => (
          <li key={one.lineId} className={classes.wrongCase} data-testid="wrong-case">
            <div className={classes.wrongHead}>
              <PlatformMark platform={one.platform} size={16} />
              <LinkText to="/orders/$orderId" params={{ orderId: one.orderId }} size="sm">
                <span className="mono">{one.orderReference}</span>
              </LinkText>
              <span className={classes.dim}>{showRate(one.score)}</span>
            </div>
            <div>{one.title}</div>
            <dl className={classes.versus}>
              <dt>{t("wrong.taken")}</dt>
              <dd>{unitNames(one.proposed)}</dd>
              <dt>{t("wrong.chose")}</dt>
              <dd>{one.taken.length === 0 ? t("wrong.nothing") : unitNames(one.taken)}</dd>
            </dl>
          </li>
        ))}
      </ul>
      {cases.length < total && <p className={classes.dim}>{t("wrong.surest", { count: cases.length })}</p>}
    </details>
  );
}

function unitNames(units: WrongCase["proposed"]): string {
  const names = units.map(({ title, sku, condition }) => {
    const facts = [sku, condition && conditionWords[condition].toLowerCase()].filter(Boolean).join(", ");
    return facts === "" ? title : `${title} (${facts})`;
  });
  return names.join(", ") || t("wrong.gone");
}
