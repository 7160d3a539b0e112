import { useQuery } from "@tanstack/react-query";
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
