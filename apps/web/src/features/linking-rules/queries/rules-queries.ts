import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";

/** What the machine may link by itself, per workspace and per channel. */
export function usePolicy() {
  return useQuery(trpc.policy.get.queryOptions());
}

const fiveMinutes = 300_000;

/** Every bar tried on the seller's own past; null tries all channels together. Takes the server some seconds. */
export function useTrial(platform: string | null) {
  return useQuery(trpc.policy.simulate.queryOptions({ platform }, { staleTime: fiveMinutes }));
}

/** What the seller's decisions offer to be taught. */
export function useOffers() {
  return useQuery(trpc.mappings.offers.queryOptions(undefined, { staleTime: 60_000 }));
}

/** What the seller taught. */
export function useMappings() {
  return useQuery(trpc.mappings.list.queryOptions());
}

/** The verbs of the rules. Each refreshes what it touches: rules, the queue and the orders. */
export function useRulesVerbs() {
  const queryClient = useQueryClient();
  const onSuccess = () => {
    void queryClient.invalidateQueries(trpc.policy.get.pathFilter());
    void queryClient.invalidateQueries(trpc.resolution.pathFilter());
    void queryClient.invalidateQueries(trpc.orders.pathFilter());
    return queryClient.invalidateQueries(trpc.mappings.pathFilter());
  };
  return {
    savePolicy: useMutation(trpc.policy.set.mutationOptions({ onSuccess })),
    saveBar: useMutation(trpc.policy.setBar.mutationOptions({ onSuccess })),
    accept: useMutation(trpc.mappings.acceptOffer.mutationOptions({ onSuccess })),
    decline: useMutation(trpc.mappings.declineOffer.mutationOptions({ onSuccess })),
    forget: useMutation(trpc.mappings.remove.mutationOptions({ onSuccess })),
  };
}
