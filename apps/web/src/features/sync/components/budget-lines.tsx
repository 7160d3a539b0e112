import { Progress } from "@mantine/core";
import { TimeText } from "../../../components/time-text.tsx";
import type { Budget } from "../../../lib/api-types.ts";
import { countOf, showNumber } from "../../../lib/format.ts";
import classes from "./sync.module.css";

/** Calls of today, what they will be by midnight, and how full each of the platform's limits is. */
export function BudgetLines({ budget }: { budget: Budget }) {
  return (
    <div className={classes.budget}>
      <span className="numeric">
        {countOf(budget.today, "call")} today, about {showNumber(budget.forecast)} by midnight UTC
      </span>
      {budget.pausedUntil && (
        <div>
          The platform asked for a pause until <TimeText at={budget.pausedUntil} as="exact" />
        </div>
      )}
      {budget.limits.map((limit) => (
        <LimitLine key={`${limit.operation}${limit.windowSeconds}`} limit={limit} />
      ))}
    </div>
  );
}

const nearly = 0.8;

function LimitLine({ limit }: { limit: Budget["limits"][number] }) {
  const share = limit.used / limit.limit;
  const tight = share >= nearly || (limit.forecast !== null && limit.forecast > limit.limit);
  const span = limit.window === "day" ? "day" : limit.windowSeconds === 1 ? "second" : `${limit.windowSeconds} s`;
  return (
    <div className={classes.limit}>
      <span className={classes.message} title={limit.operation}>
        {limit.operation}
        {limit.forecast !== null && limit.forecast > limit.limit && " · will not last the day"}
      </span>
      <Progress
        value={Math.min(100, share * 100)}
        color={tight ? "var(--cf-wants)" : "var(--cf-progress)"}
        aria-label={`${limit.operation}: ${limit.used} of ${limit.limit} used`}
        size="sm"
      />
      <span className="numeric">
        {showNumber(limit.used)} / {showNumber(limit.limit)} a {span}
      </span>
    </div>
  );
}
