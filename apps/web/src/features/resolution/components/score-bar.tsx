import { t } from "../texts.ts";
import classes from "./candidate.module.css";

/** How likely the unit is, as a bar with its number. */
export function ScoreBar({ score }: { score: number }) {
  const percent = Math.round(Math.min(1, Math.max(0, score)) * 100);
  return (
    <div className={classes.score}>
      <span className={classes.scoreTrack} aria-hidden="true">
        <span className={classes.scoreFill} style={{ width: `${percent}%` }} />
      </span>
      <span className="numeric">{t("desk.score", { percent })}</span>
    </div>
  );
}
