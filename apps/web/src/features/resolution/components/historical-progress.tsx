import { Button, Group, Progress, Skeleton, Stack, Text } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import type { Job } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useCancelJob, useJob } from "../queries/resolution-queries.ts";
import { t } from "../texts.ts";

interface HistoricalProgressProps {
  jobId: string;
  onClose: () => void;
  onAgain: () => void;
}

/** How far a run is, what it did, and the way to stop it. */
export function HistoricalProgress({ jobId, onClose, onAgain }: HistoricalProgressProps) {
  const query = useJob(jobId);
  const cancel = useCancelJob();
  if (query.error)
    return <FailureNotice error={query.error} what={t("history.unread")} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={160} />;
  const job = query.data;
  const running = job.state === "running" || job.state === "queued";
  const { current = 0, total = 0 } = job.progress;
  const percent = total > 0 ? Math.floor((100 * current) / total) : running ? 0 : 100;
  return (
    <Stack gap="md" data-testid="historical-progress" data-state={job.state}>
      <div>
        <Group justify="space-between" mb={6}>
          <Text size="sm" role="status">
            {job.message ?? (running ? t("history.waiting") : "")}
          </Text>
          <Text size="sm" className="numeric">
            {t("history.ofTotal", { current: showNumber(current), total: showNumber(total) })} · {percent}%
          </Text>
        </Group>
        <Progress value={percent} animated={running} aria-label={t("history.progress")} />
      </div>
      <Counts progress={job.progress} />
      <Ending job={job} />
      <Group justify="flex-end" gap="xs">
        {running ? (
          <>
            <Button
              variant="default"
              loading={cancel.isPending}
              onClick={() =>
                cancel.mutate({ jobId }, { onError: (error) => notifyFailure(t("history.notCancelled"), error) })
              }
            >
              {t("history.cancel")}
            </Button>
            <Button onClick={onClose}>{t("history.background")}</Button>
          </>
        ) : (
          <>
            <Button variant="default" onClick={onAgain}>
              {t("history.again")}
            </Button>
            <Button onClick={onClose}>{t("desk.close")}</Button>
          </>
        )}
      </Group>
    </Stack>
  );
}

const names = ["autoLinked", "queued", "complete", "partial", "pending"] as const;

function Counts({ progress }: { progress: Job["progress"] }) {
  return (
    <Group gap="xl">
      {names.map((key) => (
        <div key={key}>
          <div className="numeric" style={{ fontSize: "1.25rem", fontWeight: 600 }}>
            {showNumber(progress[key] ?? 0)}
          </div>
          <Text size="xs" c="dimmed">
            {t(`history.${key}`)}
          </Text>
        </div>
      ))}
    </Group>
  );
}

function summaryOf({ current = 0, autoLinked = 0, queued = 0 }: Job["progress"]): string {
  return t("history.summary", { current, linked: autoLinked, queued });
}

function Ending({ job }: { job: Job }) {
  if (job.state === "failed") {
    return (
      <Note tone="failed" role="alert">
        {t("history.stopped", { why: job.error?.message ?? "" })}
      </Note>
    );
  }
  if (job.state === "cancelled") return <Note tone="off">{t("history.cancelled")}</Note>;
  if (job.state === "done") return <Note tone="done">{summaryOf(job.progress)}</Note>;
  return null;
}
