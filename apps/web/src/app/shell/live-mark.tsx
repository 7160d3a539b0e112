import { useDebouncedValue } from "@mantine/hooks";
import { StateDot } from "../../components/state-dot.tsx";
import { t } from "../../lib/language/language.ts";
import { useLiveState } from "../../lib/live-updates.ts";
import classes from "./shell.module.css";

/** Says whether the page follows the server; a short gap is not worth a word. */
export function LiveMark({ onlyStale = false }: { onlyStale?: boolean }) {
  const state = useLiveState();
  const [settled] = useDebouncedValue(state, 2500);
  const stale = state === "stale" && settled === "stale";
  if (onlyStale && !stale) return null;
  return (
    <div className={classes.live} role="status" title={stale ? t("shell.lost") : undefined}>
      {stale ? (
        <StateDot tone="wants" word={t("shell.notLive")} />
      ) : (
        <StateDot tone={state === "live" ? "done" : "off"} word={t("shell.live")} />
      )}
    </div>
  );
}
