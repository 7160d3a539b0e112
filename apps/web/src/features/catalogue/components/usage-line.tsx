import { LinkText } from "../../../components/link-button.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { showNumber } from "../../../lib/format.ts";
import { useCatalogueUsage } from "../queries/catalogue-queries.ts";
import { t } from "../texts.ts";
import classes from "./catalogue.module.css";

/** How many of the day's look-ups are left, or how to get some. */
export function UsageLine() {
  const { data: usage } = useCatalogueUsage();
  if (!usage) return null;
  const known = t("count.products", { count: usage.known });
  if (usage.source === null)
    return (
      <div className={classes.foot}>
        <span>
          <LinkText to="/settings/integrations" size="xs">
            {t("catalogue.connectBrickset")}
          </LinkText>{" "}
          {t("lookUp.connectText")}
        </span>
        {usage.known > 0 && <span>{t("lookUp.known", { known })}</span>}
      </div>
    );
  const { today } = usage;
  return (
    <div className={classes.foot}>
      <span data-testid="look-up-usage">
        {today === null && t("lookUp.away", { name: usage.source.name })}
        {today !== null &&
          today.dailyLimit === null &&
          t("lookUp.unlimited", { usedToday: showNumber(today.usedToday) })}
        {today !== null && today.dailyLimit !== null && (
          <>
            {t("lookUp.limited", {
              usedToday: showNumber(today.usedToday),
              dailyLimit: showNumber(today.dailyLimit),
              name: usage.source.name,
            })}{" "}
            <TimeText at={today.resetAt} />
          </>
        )}
      </span>
      <span>{t("lookUp.known", { known })}</span>
    </div>
  );
}
