import { Progress } from "@mantine/core";
import { TimeText } from "../../../components/time-text.tsx";
import type { Budget } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { t } from "../texts.ts";
import classes from "./sync.module.css";

/** Calls of today, what they will be by midnight, and how full each of the platform's limits is. */
export function BudgetLines({ budget }: { budget: Budget }) {
  return (
    <div className={classes.budget}>
      <span className="numeric">
        {t("budget.today", { today: budget.today, forecast: showNumber(budget.forecast) })}
      </span>
      {budget.pausedUntil && (
        <div>
          {t("budget.pause")} <TimeText at={budget.pausedUntil} as="exact" />
        </div>
      )}
      {budget.limits.map((limit) => (
        <LimitLine key={`${limit.operation}${limit.windowSeconds}`} limit={limit} />
      ))}
    </div>
  );
}

const nearly = 0.8;

function usedWords({ used, limit, window, windowSeconds }: Budget["limits"][number]): string {
  const values = { used: showNumber(used), limit: showNumber(limit) };
  if (window === "day") return t("budget.perDay", values);
  if (windowSeconds === 1) return t("budget.perSecond", values);
  return t("budget.perSeconds", { ...values, seconds: windowSeconds });
}

function LimitLine({ limit }: { limit: Budget["limits"][number] }) {
  const share = limit.used / limit.limit;
  const tight = share >= nearly || (limit.forecast !== null && limit.forecast > limit.limit);
  return (
    <div className={classes.limit}>
      <span className={classes.message} title={limit.operation}>
        {limit.operation}
        {limit.forecast !== null && limit.forecast > limit.limit && t("budget.short")}
      </span>
      <Progress
        value={Math.min(100, share * 100)}
        color={tight ? "var(--cf-wants)" : "var(--cf-progress)"}
        aria-label={t("budget.used", { operation: limit.operation, used: limit.used, limit: limit.limit })}
        size="sm"
      />
      <span className="numeric">{usedWords(limit)}</span>
    </div>
  );
}
