import { ActionIcon, Select } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from "@tabler/icons-react";
import { platformName } from "../../../components/platform-mark.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { SyncStatus } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { usePauseSync, useResumeSync, useRunNow, useSetSchedule } from "../queries/sync-queries.ts";
import { intervals, kindWords, showInterval, stateOf } from "../sync-words.ts";
import { t } from "../texts.ts";
import classes from "./sync.module.css";

/** One kind of sync of one connection: how often, when next, and its buttons. */
export function ScheduleRow({ status }: { status: SyncStatus }) {
  const { connectionId, kind, platform } = status;
  const runNow = useRunNow();
  const pause = usePauseSync();
  const resume = useResumeSync();
  const what = t("schedule.of", { kind: kindWords[kind] ?? kind, platform: platformName(platform) });
  const paused = status.pausedAt !== null;
  const failed = (error: unknown) => notifyFailure(t("schedule.failed", { what }), error);
  const start = () =>
    runNow.mutate(
      { kind, connectionId },
      {
        onError: failed,
        onSuccess: ([started]) => notifyDone({ message: started?.refused ?? t("schedule.started", { what }) }),
      },
    );
  return (
    <div className={classes.row}>
      <span>{kindWords[kind]}</span>
      <IntervalChoice status={status} what={what} onFailed={failed} />
      <When status={status} />
      <span className={classes.acts}>
        <ActionIcon
          variant="subtle"
          aria-label={t("schedule.runNow", { what })}
          title={t("sync.runNow")}
          onClick={start}
          loading={runNow.isPending}
        >
          <IconRefresh size={16} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          aria-label={`${what}: ${paused ? t("schedule.resumeIt") : t("schedule.pauseIt")}`}
          title={paused ? t("sync.resume") : t("sync.pause")}
          loading={pause.isPending || resume.isPending}
          onClick={() => (paused ? resume : pause).mutate({ connectionId, kind }, { onError: failed })}
        >
          {paused ? <IconPlayerPlay size={16} aria-hidden="true" /> : <IconPlayerPause size={16} aria-hidden="true" />}
        </ActionIcon>
      </span>
    </div>
  );
}

interface IntervalChoiceProps {
  status: SyncStatus;
  what: string;
  onFailed: (error: unknown) => void;
}

function IntervalChoice({ status, what, onFailed }: IntervalChoiceProps) {
  const save = useSetSchedule();
  const offered = [...new Set([...intervals, status.everyMinutes])].sort((a, b) => a - b);
  return (
    <Select
      size="xs"
      aria-label={t("schedule.often", { what })}
      data={offered.map((minutes) => ({ value: String(minutes), label: showInterval(minutes) }))}
      value={String(status.everyMinutes)}
      allowDeselect={false}
      disabled={save.isPending}
      onChange={(value) => {
        const { connectionId, kind } = status;
        if (value !== null) save.mutate({ connectionId, kind, everyMinutes: Number(value) }, { onError: onFailed });
      }}
    />
  );
}

function When({ status }: { status: SyncStatus }) {
  const { lastRun } = status;
  const state = lastRun === null ? null : stateOf(lastRun);
  return (
    <span className={classes.when}>
      {status.pausedAt !== null ? (
        <StateDot
          tone="off"
          word={t("sync.paused")}
          title={t("schedule.by", { name: status.pausedBy ?? t("schedule.somebody") })}
        />
      ) : (
        <NextRun at={status.nextRunAt} />
      )}
      {state && state.tone !== "done" && <StateDot tone={state.tone} word={state.word} />}
      {status.lastSuccessAt && (
        <span>
          {t("schedule.good")} <TimeText at={status.lastSuccessAt} />
        </span>
      )}
    </span>
  );
}

const aMinute = 60_000;

/** What is due starts with the next round of the clock, which comes every minute. */
function NextRun({ at }: { at: string | null }) {
  if (at !== null && Date.parse(at) - Date.now() <= aMinute) return <span>{t("schedule.soon")}</span>;
  return (
    <span>
      {t("schedule.next")} <TimeText at={at} />
    </span>
  );
}
