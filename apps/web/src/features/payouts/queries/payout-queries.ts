import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import type { ReconciliationQuery } from "../../../lib/api-types.ts";

const pageSize = 100;

/** Payouts page by page beside the bank, with the counts of every tab. */
export function useReconciliation(filters: Omit<ReconciliationQuery, "cursor" | "limit">) {
  const query = useInfiniteQuery(
    trpc.finance.reconciliation.infiniteQueryOptions(
      { ...filters, limit: pageSize },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const pages = query.data?.pages ?? [];
  return {
    ...query,
    payouts: pages.flatMap((page) => page.payouts),
    lines: pages.flatMap((page) => page.lines),
    first: pages[0],
  };
}

export function usePayout(id: string) {
  return useQuery(trpc.finance.payout.queryOptions({ id }));
}

export function useProfit(of: { orderId: string } | { itemId: string }) {
  return useQuery(trpc.finance.profit.queryOptions(of));
}

function useRefresh() {
  const queryClient = useQueryClient();
  return async () => await queryClient.invalidateQueries(trpc.finance.pathFilter());
}

/** Keeps what a person says of a payout or a bank line. */
export function useDecide() {
  const refresh = useRefresh();
  return useMutation(trpc.finance.decide.mutationOptions({ onSuccess: refresh }));
}

/** Has banks and platforms read now. */
export function useReadNow() {
  return useMutation(trpc.finance.refresh.mutationOptions());
}
