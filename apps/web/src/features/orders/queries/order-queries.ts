import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import type { OrdersQuery } from "../../../lib/api-types.ts";

const pageSize = 100;

/** Orders page by page, with the counts of the same filters. */
export function useOrders(filters: Omit<OrdersQuery, "cursor" | "limit">) {
  const query = useInfiniteQuery(
    trpc.orders.list.infiniteQueryOptions(
      { ...filters, limit: pageSize },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  return { ...query, orders: query.data?.pages.flatMap((page) => page.orders) ?? [], first: query.data?.pages[0] };
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
