import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { trpc } from "../../../lib/api.ts";
import type { EntryStatus, QueueReason } from "../../../lib/api-types.ts";

export interface QueueFilters {
  platform: string;
  status: EntryStatus;
  q?: string;
  reason?: QueueReason;
}

/** The entries of one tab page by page, with the counts of all four. */
export function useQueue(filters: QueueFilters) {
  const query = useInfiniteQuery(
    trpc.resolution.list.infiniteQueryOptions(
      { ...filters, limit: 100 },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  return { ...query, entries: query.data?.pages.flatMap((page) => page.entries) ?? [], first: query.data?.pages[0] };
}

export function usePlatformStats() {
  return useQuery(trpc.resolution.stats.queryOptions());
}

export function useEntry(entryId: string) {
  return useQuery(trpc.resolution.get.queryOptions({ entryId }));
}

/** Reads a sale before it is opened, so that the next one is there at once. */
export function usePrefetchEntry(entryId: string | null) {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (entryId) void queryClient.prefetchQuery(trpc.resolution.get.queryOptions({ entryId }));
  }, [entryId, queryClient]);
}

/** Stock that fits the words, for one sale; nothing is asked before there are two characters. */
export function useStockSearch(entryId: string, q: string) {
  return useQuery(
    trpc.resolution.search.queryOptions(
      { entryId, q, limit: 20 },
      { enabled: q.trim().length >= 2, placeholderData: keepPreviousData },
    ),
  );
}

function useRefreshDesk() {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries(trpc.orders.pathFilter());
    void queryClient.invalidateQueries(trpc.inventory.pathFilter());
    return queryClient.invalidateQueries(trpc.resolution.pathFilter());
  };
}

/** The verbs of the desk. Each refreshes what it touches. */
export function useDeskVerbs() {
  const onSuccess = useRefreshDesk();
  return {
    resolve: useMutation(trpc.resolution.resolve.mutationOptions({ onSuccess })),
    resolveSiblings: useMutation(trpc.resolution.resolveSiblings.mutationOptions({ onSuccess })),
    skip: useMutation(trpc.resolution.skip.mutationOptions({ onSuccess })),
    noInventory: useMutation(trpc.resolution.noInventory.mutationOptions({ onSuccess })),
    reopen: useMutation(trpc.resolution.reopen.mutationOptions({ onSuccess })),
    undo: useMutation(trpc.resolution.undo.mutationOptions({ onSuccess })),
    unlink: useMutation(trpc.resolution.unlink.mutationOptions({ onSuccess })),
  };
}

export function useStartHistorical(onStarted: (jobId: string) => void) {
  const queryClient = useQueryClient();
  return useMutation(
    trpc.resolution.processHistorical.mutationOptions({
      onSuccess: ({ jobId }) => {
        void queryClient.invalidateQueries(trpc.jobs.pathFilter());
        onStarted(jobId);
      },
    }),
  );
}

const active = new Set(["queued", "running"]);

/** A job, asked for again every second while it is under way: events may be lost, the bar must not stand still. */
export function useJob(jobId: string) {
  return useQuery(
    trpc.jobs.get.queryOptions(
      { jobId },
      { refetchInterval: (query) => (active.has(query.state.data?.state ?? "queued") ? 1000 : false) },
    ),
  );
}

/** The historical run that is under way, whoever started it; null when there is none. */
export function useRunningHistorical(): string | null {
  const jobs = useQuery(trpc.jobs.list.queryOptions({}));
  return jobs.data?.find((job) => active.has(job.state) && job.kind.includes("historical"))?.id ?? null;
}

export function useCancelJob() {
  const queryClient = useQueryClient();
  return useMutation(
    trpc.jobs.cancel.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.jobs.pathFilter()) }),
  );
}
