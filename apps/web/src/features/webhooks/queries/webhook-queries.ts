import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import type { DeliveryQuery } from "../../../lib/api-types.ts";

const pageSize = 50;

/** The addresses that are told what happens. */
export function useWebhooks() {
  return useQuery(trpc.webhooks.list.queryOptions());
}

/** What was told and what waits, page by page. */
export function useDeliveries(filter: Pick<DeliveryQuery, "webhookId" | "state">) {
  const query = useInfiniteQuery(
    trpc.webhooks.deliveries.infiniteQueryOptions(
      { ...filter, limit: pageSize },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  return { ...query, deliveries: (query.data?.pages ?? []).flatMap((page) => page.deliveries) };
}

function useRefresh() {
  const queryClient = useQueryClient();
  return async () => await queryClient.invalidateQueries(trpc.webhooks.pathFilter());
}

export function useAddWebhook() {
  const onSettled = useRefresh();
  return useMutation(trpc.webhooks.add.mutationOptions({ onSettled }));
}

export function useChangeWebhook() {
  const onSettled = useRefresh();
  return useMutation(trpc.webhooks.change.mutationOptions({ onSettled }));
}

export function useRemoveWebhook() {
  const onSettled = useRefresh();
  return useMutation(trpc.webhooks.remove.mutationOptions({ onSettled }));
}

export function useTestWebhook() {
  const onSettled = useRefresh();
  return useMutation(trpc.webhooks.test.mutationOptions({ onSettled }));
}

export function useReplay() {
  const onSettled = useRefresh();
  return useMutation(trpc.webhooks.replay.mutationOptions({ onSettled }));
}

export function useReplaySince() {
  const onSettled = useRefresh();
  return useMutation(trpc.webhooks.replaySince.mutationOptions({ onSettled }));
}
