import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import type { Batch } from "../../../lib/api-types.ts";

const lookEveryMs = 1_000;

/** What would be sent where. */
export function usePreview() {
  return useMutation(trpc.orders.previewBulk.mutationOptions());
}

/** A batch as it goes on; looked at every second while it runs. */
export function useBatch(batchId: string) {
  return useQuery(
    trpc.orders.batch.queryOptions(
      { batchId },
      { refetchInterval: (query) => (query.state.data?.running ? lookEveryMs : false) },
    ),
  );
}

function useAfterBatch(onDone: (batch: Batch) => void) {
  const queryClient = useQueryClient();
  return (batch: Batch) => {
    queryClient.setQueryData(trpc.orders.batch.queryKey({ batchId: batch.id }), batch);
    void queryClient.invalidateQueries(trpc.orders.list.pathFilter());
    onDone(batch);
  };
}

/** Sends many orders at once. */
export function useDispatchBulk(onDone: (batch: Batch) => void) {
  return useMutation(trpc.orders.dispatchBulk.mutationOptions({ onSuccess: useAfterBatch(onDone) }));
}

/** Sends the failed orders of a batch again. */
export function useRetryBulk() {
  return useMutation(trpc.orders.retryBulk.mutationOptions({ onSuccess: useAfterBatch(() => {}) }));
}

/** Reads all orders of a filter that may be sent. */
export function useSendable() {
  const queryClient = useQueryClient();
  return (query: Parameters<typeof trpc.orders.sendable.queryOptions>[0]) =>
    queryClient.fetchQuery(trpc.orders.sendable.queryOptions(query, { staleTime: 0 }));
}
