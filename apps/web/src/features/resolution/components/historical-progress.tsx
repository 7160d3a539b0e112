import { Button, Group, Progress, Skeleton, Stack, Text } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import type { Job } from "../../../lib/api-types.ts";
import { countOf, showNumber } from "../../../lib/format.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useCancelJob, useJob } from "../queries/resolution-queries.ts";

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
    return (
      <FailureNotice error={query.error} what="The progress could not be read." onRetry={() => void query.refetch()} />
    );
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
            {job.message ?? (running ? "Waiting to start" : "")}
          </Text>
          <Text size="sm" className="numeric">
            {showNumber(current)} of {showNumber(total)} · {percent}%
          </Text>
        </Group>
        <Progress value={percent} animated={running} aria-label="Progress of the run" />
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
                cancel.mutate({ jobId }, { onError: (error) => notifyFailure("The run was not cancelled.", error) })
              }
            >
              Cancel the run
            </Button>
            <Button onClick={onClose}>Keep running in the background</Button>
          </>
        ) : (
          <>
            <Button variant="default" onClick={onAgain}>
              New run
            </Button>
            <Button onClick={onClose}>Close</Button>
          </>
        )}
      </Group>
    </Stack>
  );
}

const names = [
  ["autoLinked", "Linked"],
  ["queued", "Queued for you"],
  ["complete", "Orders complete"],
  ["partial", "Partly linked"],
  ["pending", "Pending"],
] as const;

function Counts({ progress }: { progress: Job["progress"] }) {
  return (
    <Group gap="xl">
      {names.map(([key, label]) => (
        <div key={key}>
          <div className="numeric" style={{ fontSize: "1.25rem", fontWeight: 600 }}>
            {showNumber(progress[key] ?? 0)}
          </div>
          <Text size="xs" c="dimmed">
            {label}
          </Text>
        </div>
      ))}
    </Group>
  );
}

function summaryOf({ current = 0, autoLinked = 0, queued = 0 }: Job["progress"]): string {
  const waiting = queued > 0 ? `${countOf(queued, "sale")} newly waiting for you` : "nothing new waits for you";
  return `${countOf(current, "order")} looked at: ${countOf(autoLinked, "sale")} linked, ${waiting}.`;
}

function Ending({ job }: { job: Job }) {
  if (job.state === "failed") {
    return (
      <Note
        tone="failed"
        role="alert"
      >{`The run stopped: ${job.error?.message ?? "unknown trouble."} What was linked so far stays linked.`}</Note>
    );
  }
  if (job.state === "cancelled") return <Note tone="off">Cancelled. What was linked so far stays linked.</Note>;
  if (job.state === "done") return <Note tone="done">{summaryOf(job.progress)}</Note>;
  return null;
}
