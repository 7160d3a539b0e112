import type { PolicyTrial } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { channelName, showRate } from "../bar-words.ts";
import { t } from "../texts.ts";
import classes from "./rules.module.css";
import { WrongCases } from "./wrong-cases.tsx";

interface TrialResultProps {
  trial: PolicyTrial;
  bar: number | null;
  learn: boolean;
}

/** What one bar would have done with the seller's own past sales. */
export function TrialResult({ trial, bar, learn }: TrialResultProps) {
  const stop = (learn ? trial.withLearning : trial.asGiven).find((one) => one.bar === bar);
  const { right, wrong, linked, atLeast } = stop ?? { right: 0, wrong: 0, linked: 0, atLeast: null };
  const asks = stop?.asks ?? trial.looked - trial.exact;
  const wrongCases = trial.wrongCases.filter(
    ({ linkedUpTo }) => bar !== null && (learn ? linkedUpTo.learned : linkedUpTo.asGiven) >= bar,
  );
  return (
    <div className={classes.result} data-testid="trial" aria-live="polite">
      <div className={classes.tiles}>
        <Tile name={t("trial.linked")} value={linked} />
        <Tile name={t("trial.ofRight")} value={right} tone="done" />
        <Tile name={t("trial.wrong")} value={wrong} tone={wrong > 0 ? "failed" : undefined} />
        <Tile name={t("trial.stillAsked")} value={asks} tone={asks > 0 ? "wants" : undefined} />
      </div>
      <Shares right={right} wrong={wrong} asks={asks} exact={trial.exact} />
      <p className={classes.finding}>{findingOf({ bar, linked, wrong, atLeast })}</p>
      <p className={classes.dim}>{basisOf(trial)}</p>
      {wrongCases.length > 0 && <WrongCases cases={wrongCases} total={wrong} />}
    </div>
  );
}

function Tile({ name, value, tone }: { name: string; value: number; tone?: string | undefined }) {
  return (
    <div className={classes.tile} data-tone={tone}>
      <span className={classes.tileValue}>{showNumber(value)}</span>
      <span className={classes.tileName}>{name}</span>
    </div>
  );
}

function Shares(shares: { right: number; wrong: number; asks: number; exact: number }) {
  const parts = [
    { key: "right", count: shares.right, word: t("trial.right") },
    { key: "wrong", count: shares.wrong, word: t("trial.wrong") },
    { key: "asks", count: shares.asks, word: t("trial.asked") },
    { key: "exact", count: shares.exact, word: t("trial.exact") },
  ];
  const words = parts.filter(({ count }) => count > 0).map(({ count, word }) => `${showNumber(count)} ${word}`);
  return (
    <div className={classes.shares} role="img" aria-label={words.join(", ")}>
      {parts.map(({ key, count }) => count > 0 && <span key={key} data-part={key} style={{ flexGrow: count }} />)}
    </div>
  );
}

function findingOf(stop: { bar: number | null; linked: number; wrong: number; atLeast: number | null }): string {
  const { bar, linked, wrong, atLeast } = stop;
  if (bar === null) return t("trial.off");
  if (linked === 0 || atLeast === null) return t("trial.none");
  const surety = t("trial.confidence", { value: showRate(0.95), atLeast: showRate(atLeast) });
  const proof = atLeast >= bar ? t("trial.proves") : t("trial.moreDecisions");
  return wrong === 0 ? t("trial.noneWrong", { surety, proof }) : `${surety} ${proof}`;
}

function basisOf({ platform, decided, looked, exact, complete }: PolicyTrial): string {
  const sample = !complete
    ? t("trial.newest", { looked: showNumber(looked) })
    : looked < decided
      ? t("trial.random", { looked: showNumber(looked) })
      : t("trial.all");
  const found = exact > 0 ? t("trial.exactAnyway", { exact: showNumber(exact) }) : "";
  return t("trial.sample", { sample, decided, platform: channelName(platform), found });
}
