import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../lib/api.ts";
import type { OrderRules } from "../../lib/api-types.ts";

export function useOrderRules() {
  return useQuery(trpc.rules.list.queryOptions());
}

/** What the rules would have done about the orders of the last month. */
export function useTrial(enabled: boolean) {
  return useQuery(trpc.rules.dryRun.queryOptions({}, { enabled }));
}

/** Every change answers all rules anew. */
export function useRuleChanges() {
  const queryClient = useQueryClient();
  const onSuccess = (rules: OrderRules) => {
    queryClient.setQueryData(trpc.rules.list.queryKey(), rules);
    void queryClient.invalidateQueries(trpc.rules.dryRun.pathFilter());
  };
  return {
    save: useMutation(trpc.rules.save.mutationOptions({ onSuccess })),
    remove: useMutation(trpc.rules.remove.mutationOptions({ onSuccess })),
    order: useMutation(trpc.rules.order.mutationOptions({ onSuccess })),
    settings: useMutation(trpc.rules.setSettings.mutationOptions({ onSuccess })),
  };
}
