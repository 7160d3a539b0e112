import { LinkText } from "../../../components/link-button.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { countOf, showNumber } from "../../../lib/format.ts";
import { useCatalogueUsage } from "../queries/catalogue-queries.ts";
import classes from "./catalogue.module.css";

/** How many of the day's look-ups are left, or how to get some. */
export function UsageLine() {
  const { data: usage } = useCatalogueUsage();
  if (!usage) return null;
  const known = countOf(usage.known, "product");
  if (usage.source === null)
    return (
      <div className={classes.foot}>
        <span>
          <LinkText to="/settings/integrations" size="xs">
            Connect Brickset
          </LinkText>{" "}
          to fill this form in by number or barcode; its key is free.
        </span>
        {usage.known > 0 && <span>{known} in your catalogue</span>}
      </div>
    );
  const { today } = usage;
  return (
    <div className={classes.foot}>
      <span data-testid="look-up-usage">
        {today === null && `${usage.source.name} does not answer now.`}
        {today !== null &&
          today.dailyLimit === null &&
          `${showNumber(today.usedToday)} look-ups today, without a limit.`}
        {today !== null && today.dailyLimit !== null && (
          <>
            {showNumber(today.usedToday)} of {showNumber(today.dailyLimit)} {usage.source.name} look-ups used today;
            anew <TimeText at={today.resetAt} />
          </>
        )}
      </span>
      <span>{known} in your catalogue</span>
    </div>
  );
}
