import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import type { OrdersQuery } from "../../../lib/api-types.ts";
import { mergeLists } from "../merge-lists.ts";
import { type OrderFilters, orderQueriesOf } from "../orders-query.ts";

const pageSize = 100;

function useOrderList(filters: Omit<OrdersQuery, "cursor" | "limit">, enabled = true) {
  return useInfiniteQuery(
    trpc.orders.list.infiniteQueryOptions(
      { ...filters, limit: pageSize },
      { enabled, getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
}

type OrderList = ReturnType<typeof useOrderList>;

function asPartialList(list: OrderList) {
  return { rows: list.data?.pages.flatMap((page) => page.orders) ?? [], hasMore: list.hasNextPage };
}

/** Orders page by page, with the counts of the same filters. */
export function useOrders(filters: OrderFilters) {
  const [first = {}, second] = orderQueriesOf(filters);
  const one = useOrderList(first);
  const two = useOrderList(second ?? first, second !== undefined);
  const lists = second ? [one, two] : [one];
  return {
    orders: mergeLists(lists.map(asPartialList)),
    counts: one.data?.pages[0]?.counts,
    total: lists.reduce((sum, list) => sum + (list.data?.pages[0]?.total ?? 0), 0),
    isPending: lists.some((list) => list.isPending),
    error: lists.find((list) => list.error && !list.data)?.error ?? null,
    isFetchingMore: lists.some((list) => list.isFetchingNextPage),
    fetchMore: () => {
      for (const list of lists) if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
    },
    retry: () => {
      for (const list of lists) void list.refetch();
    },
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
