import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import type { AnalyticsQuery } from "../../../lib/api-types.ts";

const shown = { placeholderData: keepPreviousData } as const;

export function useSales(asked: AnalyticsQuery) {
  return useQuery(trpc.analytics.sales.queryOptions(asked, shown));
}

export function useSalesSteps(asked: AnalyticsQuery) {
  return useQuery(trpc.analytics.salesSteps.queryOptions(asked, shown));
}

export function useStatuses(asked: AnalyticsQuery) {
  return useQuery(trpc.analytics.statuses.queryOptions(asked, shown));
}

export function useDispatch(asked: AnalyticsQuery) {
  return useQuery(trpc.analytics.dispatch.queryOptions(asked, shown));
}

export function useDispatchSteps(asked: AnalyticsQuery) {
  return useQuery(trpc.analytics.dispatchSteps.queryOptions(asked, shown));
}

export function useLateRisk(platform: string | undefined) {
  return useQuery(trpc.analytics.lateRisk.queryOptions({ platform }, shown));
}

export function useStockAge() {
  return useQuery(trpc.analytics.stockAge.queryOptions(undefined, shown));
}

export function useSellThrough(asked: AnalyticsQuery) {
  return useQuery(trpc.analytics.sellThrough.queryOptions(asked, shown));
}

export function useLowStock(asked: AnalyticsQuery) {
  return useQuery(trpc.analytics.lowStock.queryOptions({ ...asked, limit: 20 }, shown));
}
