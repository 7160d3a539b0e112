import type { PolicyTrial } from "../../../lib/api-types.ts";
import { countOf, showNumber } from "../../../lib/format.ts";
import { channelName, showRate } from "../bar-words.ts";
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
        <Tile name="Would have linked" value={linked} />
        <Tile name="of those right" value={right} tone="done" />
        <Tile name="wrong" value={wrong} tone={wrong > 0 ? "failed" : undefined} />
        <Tile name="still asked" value={asks} tone={asks > 0 ? "wants" : undefined} />
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
    { key: "right", count: shares.right, word: "right" },
    { key: "wrong", count: shares.wrong, word: "wrong" },
    { key: "asks", count: shares.asks, word: "asked" },
    { key: "exact", count: shares.exact, word: "linked by exact evidence" },
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
  if (bar === null) return "Off: nothing is linked by probability. Move the bar to see what it would have done.";
  if (linked === 0 || atLeast === null) return "No past sale would have reached this bar.";
  const surety = `With ${showRate(0.95)} confidence at least ${showRate(atLeast)} of such links are right.`;
  const proof = atLeast >= bar ? "Your past proves this bar." : "More decisions would say it more surely.";
  return wrong === 0 ? `None of them was wrong. ${surety} ${proof}` : `${surety} ${proof}`;
}

function basisOf({ platform, decided, looked, exact, complete }: PolicyTrial): string {
  const sample = !complete
    ? `the newest ${showNumber(looked)} of a random sample`
    : looked < decided
      ? `${showNumber(looked)} drawn at random`
      : "all";
  const found = exact > 0 ? ` Exact evidence would link ${showNumber(exact)} of them today anyway.` : "";
  return `Tried on ${sample} of ${countOf(decided, "sale")} that you decided on ${channelName(platform)}, each with the stock of its day.${found}`;
}
