import type { ReactNode } from "react";
import { MoneyText } from "../../../components/money-text.tsx";
import type { Home } from "../../../lib/api-types.ts";
import { showMoney, showNumber } from "../../../lib/format.ts";
import { t } from "../texts.ts";
import classes from "./work-summary.module.css";

/** The figures of the seller's own day, beside yesterday's. */
export function TodayPanel({ home: { today, yesterday, waiting } }: { home: Home }) {
  const before = yesterday.revenue.map((amount) => showMoney(amount)).join(" + ");
  return (
    <section className={classes.panel} aria-label={t("home.today")} data-testid="today">
      <h2 className={classes.panelTitle}>{t("home.today")}</h2>
      <dl className={classes.figures}>
        <Figure
          name={t("home.sales")}
          value={showNumber(today.orders)}
          beside={t("home.yesterday", { value: showNumber(yesterday.orders) })}
        />
        <Figure
          name={t("home.revenue")}
          value={
            today.revenue.length === 0
              ? t("home.none")
              : today.revenue.map((amount) => (
                  <span key={amount.currency} className={classes.amount}>
                    <MoneyText money={amount} />
                  </span>
                ))
          }
          beside={before === "" ? null : t("home.yesterday", { value: before })}
        />
        <Figure
          name={t("home.units")}
          value={showNumber(today.units)}
          beside={t("home.yesterday", { value: showNumber(yesterday.units) })}
        />
        <Figure
          name={t("home.sent")}
          value={showNumber(today.sent)}
          beside={`${t("home.toSend")}: ${showNumber(waiting.toSend)}`}
        />
      </dl>
    </section>
  );
}

function Figure({ name, value, beside }: { name: string; value: ReactNode; beside: string | null }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>
        <span className={classes.number}>{value}</span>
        {beside && <span className={classes.dim}>{beside}</span>}
      </dd>
    </div>
  );
}
