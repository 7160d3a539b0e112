import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";

/** The latest runs, followed closely while one is under way. */
export function useSyncRuns(limit = 10) {
  return useQuery(
    trpc.sync.runs.queryOptions(
      { limit },
      { refetchInterval: (query) => (query.state.data?.some((run) => run.state === "running") ? 1500 : false) },
    ),
  );
}

const minuteMs = 60_000;

/** Every kind of sync of every connection: when it runs and what its latest run did. */
export function useSyncStatus() {
  return useQuery(trpc.sync.status.queryOptions(undefined, { refetchInterval: minuteMs }));
}

/** What is used of every platform's limits. */
export function useBudgets() {
  return useQuery(trpc.sync.budgets.queryOptions(undefined, { refetchInterval: minuteMs / 4 }));
}

function useRefresh() {
  const queryClient = useQueryClient();
  return async () => {
    void queryClient.invalidateQueries(trpc.connections.pathFilter());
    await queryClient.invalidateQueries(trpc.sync.pathFilter());
  };
}

export function useRunNow() {
  const onSettled = useRefresh();
  return useMutation(trpc.sync.runNow.mutationOptions({ onSettled }));
}

export function useSetSchedule() {
  const onSettled = useRefresh();
  return useMutation(trpc.sync.setSchedule.mutationOptions({ onSettled }));
}

export function usePauseSync() {
  const onSettled = useRefresh();
  return useMutation(trpc.sync.pause.mutationOptions({ onSettled }));
}

export function useResumeSync() {
  const onSettled = useRefresh();
  return useMutation(trpc.sync.resume.mutationOptions({ onSettled }));
}

export function useCancelRun() {
  const onSettled = useRefresh();
  return useMutation(trpc.sync.cancel.mutationOptions({ onSettled }));
}

export function useBackfill() {
  const onSettled = useRefresh();
  return useMutation(trpc.sync.backfill.mutationOptions({ onSettled }));
}
