import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import { saveFile } from "../../../lib/save-file.ts";
import { type OrderFilters, orderQueryOf } from "../orders-query.ts";

const pageSize = 100;

/** Orders page by page, with the counts of the same filters. */
export function useOrders(filters: OrderFilters) {
  const list = useInfiniteQuery(
    trpc.orders.list.infiniteQueryOptions(
      { ...orderQueryOf(filters), limit: pageSize },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const [first] = list.data?.pages ?? [];
  return {
    orders: list.data?.pages.flatMap((page) => page.orders) ?? [],
    counts: first?.counts ?? null,
    total: first === undefined ? null : { orders: first.total, isAtLeast: first.totalIsAtLeast },
    isPending: list.isPending,
    error: list.data ? null : list.error,
    isFetchingMore: list.isFetchingNextPage,
    fetchMore: () => {
      if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
    },
    retry: () => void list.refetch(),
  };
}

export function useOrder(id: string) {
  return useQuery(trpc.orders.get.queryOptions({ id }));
}

/** Tells the platform that a package left; the units in it become sold. */
export function useDispatch(onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation(
    trpc.orders.dispatch.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.orders.pathFilter());
        void queryClient.invalidateQueries(trpc.inventory.pathFilter());
        onDone();
      },
    }),
  );
}

/** Moves an order by hand; units follow. */
export function useSetStatus(onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation(
    trpc.orders.setStatus.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.orders.pathFilter());
        void queryClient.invalidateQueries(trpc.inventory.pathFilter());
        onDone();
      },
    }),
  );
}

/** Reads the platform's labels and saves them as files. */
export function useLabels() {
  return useMutation(
    trpc.orders.labels.mutationOptions({
      gcTime: 0,
      onSuccess: (orders) => {
        for (const { documents } of orders) for (const document of documents) saveFile(document);
      },
    }),
  );
}

/** Takes a unit back from a sale; the line waits for a person again. */
export function useUnlink(onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation(
    trpc.resolution.unlink.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.orders.pathFilter());
        void queryClient.invalidateQueries(trpc.resolution.pathFilter());
        void queryClient.invalidateQueries(trpc.inventory.pathFilter());
        onDone();
      },
    }),
  );
}
