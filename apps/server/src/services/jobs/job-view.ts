import type { JobRow, JobState } from "@counterfoil/db";

/** Long work as the page shows it. */
export interface JobView {
  id: string;
  kind: string;
  state: JobState;
  progress: Record<string, number>;
  message: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  createdAt: string;
  cancelRequested: boolean;
  error: { code: string; message: string } | null;
  summary: unknown;
}

export function jobView(row: JobRow): JobView {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    progress: row.progress,
    message: row.message,
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    cancelRequested: row.cancel_requested,
    error: row.error,
    summary: row.summary,
  };
}
