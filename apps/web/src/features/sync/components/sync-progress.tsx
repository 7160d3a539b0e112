import { Loader } from "@mantine/core";
import type { ReactNode } from "react";
import { Note } from "../../../components/note.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import type { SyncRun } from "../../../lib/api-types.ts";
import { useSyncRuns } from "../queries/sync-queries.ts";
import { t } from "../texts.ts";

function wordsFor(run: SyncRun): string {
  return [
    t("progress.seen", { seen: run.seen }),
    t("progress.linked", { linked: run.linked }),
    t("progress.queued", { queued: run.queued }),
  ].join(" · ");
}

interface SyncProgressProps {
  /** The platform whose finished run is told as well; null tells only what is under way. */
  finished: string | null;
  /** Where to go once the orders are in. */
  children?: ReactNode;
}

/** What the running order syncs are doing, as it happens. */
export function SyncProgress({ finished, children }: SyncProgressProps) {
  const runs = useSyncRuns().data ?? [];
  const running = runs.filter((run) => run.state === "running");
  const last = runs.find((run) => run.platform === finished);
  if (running.length > 0) {
    return (
      <div role="status" aria-live="polite" data-testid="sync-progress" style={{ display: "grid", gap: "0.4rem" }}>
        {running.map((run) => (
          <Note key={run.id} tone="progress">
            <span style={{ display: "inline-flex", gap: "0.5rem", alignItems: "center", flexWrap: "wrap" }}>
              <Loader size={12} aria-hidden="true" />
              <strong>{t("progress.reading", { kind: run.kind, platform: platformName(run.platform) })}</strong>
              <span className="numeric">{wordsFor(run)}</span>
            </span>
          </Note>
        ))}
      </div>
    );
  }
  if (last?.state !== "done") return null;
  return (
    <div data-testid="sync-finished">
      <Note tone="done" role="status">
        <strong>{t("progress.done", { platform: platformName(last.platform) })}</strong>{" "}
        <span className="numeric">{wordsFor(last)}.</span>
        {children && <div style={{ display: "flex", gap: "0.5rem", marginTop: "0.5rem" }}>{children}</div>}
      </Note>
    </div>
  );
}
