import { LinkButton } from "../../../components/link-button.tsx";
import { StateDot, type Tone } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { Home } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { type HomeTextId, t } from "../texts.ts";
import classes from "./work-summary.module.css";

interface Need {
  count: keyof Home["waiting"];
  words: HomeTextId;
  tone: Tone;
  button: HomeTextId;
  to: { to: string; search?: Record<string, unknown> };
}

// The worst first: what cannot be made good later comes before what can.
const needs: readonly Need[] = [
  {
    count: "brokenConnections",
    words: "home.broken",
    tone: "failed",
    button: "home.mend",
    to: { to: "/settings/integrations" },
  },
  {
    count: "oversold",
    words: "home.oversold",
    tone: "failed",
    button: "home.look",
    to: { to: "/settings/inventory-resolution", search: { reason: "oversold" } },
  },
  {
    count: "late",
    words: "home.late",
    tone: "failed",
    button: "home.send",
    to: { to: "/orders", search: { late: true } },
  },
  {
    count: "dueToday",
    words: "home.dueToday",
    tone: "wants",
    button: "home.send",
    to: { to: "/orders", search: { word: "ready" } },
  },
  {
    count: "unlinked",
    words: "home.unlinked",
    tone: "wants",
    button: "home.link",
    to: { to: "/settings/inventory-resolution" },
  },
  { count: "lowStock", words: "home.lowStock", tone: "wants", button: "home.restock", to: { to: "/alerts" } },
];

/** What waits for a person now, the worst first; or that nothing does. */
export function NeedsPanel({ home }: { home: Home }) {
  const waiting = needs.filter(({ count }) => home.waiting[count] > 0);
  return (
    <section className={classes.panel} aria-label={t("home.needs")} data-testid="needs">
      <h2 className={classes.panelTitle}>{t("home.needs")}</h2>
      {waiting.length === 0 && (
        <div className={classes.row} data-testid="all-clear">
          <StateDot tone="done" word={t("home.clear")} />
          <span className={classes.dim}>
            {t("home.clearText")} <TimeText at={home.checkedAt} />
          </span>
        </div>
      )}
      {waiting.map(({ count, words, tone, button, to }) => (
        <div key={count} className={classes.row} data-testid={`need-${count}`}>
          <strong className={classes.count}>{showNumber(home.waiting[count])}</strong>
          <StateDot tone={tone} word={t(words, { count: home.waiting[count] })} />
          <span className={classes.end}>
            <LinkButton {...to} variant="default" size="compact-sm" className={classes.need}>
              {t(button)}
              <span className="visually-hidden">{` ${t(words, { count: home.waiting[count] })}`}</span>
            </LinkButton>
          </span>
        </div>
      ))}
    </section>
  );
}
