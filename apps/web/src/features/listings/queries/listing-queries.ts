import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import type { ListingsQuery } from "../../../lib/api-types.ts";

const pageSize = 100;

/** Listings page by page. */
export function useListings(filters: Omit<ListingsQuery, "cursor" | "limit">) {
  const query = useInfiniteQuery(
    trpc.listings.list.infiniteQueryOptions(
      { ...filters, counts: false, limit: pageSize },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  return { ...query, listings: query.data?.pages.flatMap((page) => page.listings) ?? [], first: query.data?.pages[0] };
}

/** How many listings each filter shows: counted beside the page, which does not wait for it. */
export function useListingCounts({ q }: Pick<ListingsQuery, "q">) {
  return useQuery(trpc.listings.counts.queryOptions({ ...(q ? { q } : {}) }, { placeholderData: keepPreviousData }));
}

export function useListing(id: string) {
  return useQuery(trpc.listings.get.queryOptions({ id }));
}

export function useRehearsals() {
  return useQuery(trpc.stock.rehearsals.queryOptions());
}

export function usePhantoms() {
  return useQuery(trpc.stock.phantoms.queryOptions());
}

export function useStockSettings() {
  return useQuery(trpc.stock.settings.queryOptions());
}

function useRefresh() {
  const queryClient = useQueryClient();
  return async () => {
    void queryClient.invalidateQueries(trpc.stock.pathFilter());
    void queryClient.invalidateQueries(trpc.inventory.pathFilter());
    await queryClient.invalidateQueries(trpc.listings.pathFilter());
  };
}

export function useSendFigures() {
  const refresh = useRefresh();
  return useMutation(trpc.listings.send.mutationOptions({ onSuccess: refresh }));
}

export function useTie() {
  const refresh = useRefresh();
  return useMutation(trpc.listings.tie.mutationOptions({ onSuccess: refresh }));
}

export function usePart() {
  const refresh = useRefresh();
  return useMutation(trpc.listings.part.mutationOptions({ onSuccess: refresh }));
}

export function useAnswer() {
  const refresh = useRefresh();
  return useMutation(trpc.stock.answer.mutationOptions({ onSettled: refresh }));
}

export function useSetChannel() {
  const refresh = useRefresh();
  return useMutation(trpc.stock.setChannel.mutationOptions({ onSuccess: refresh }));
}

export function useSetBuffer() {
  const refresh = useRefresh();
  return useMutation(trpc.stock.setSafetyBuffer.mutationOptions({ onSuccess: refresh }));
}
