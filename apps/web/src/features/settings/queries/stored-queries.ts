import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";

/** What is stored, in numbers. */
export function useStored() {
  return useQuery(trpc.privacy.stored.queryOptions());
}

/** Changes how long buyers' data is kept. */
export function useBuyerDays() {
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries(trpc.privacy.pathFilter());
  return useMutation(trpc.privacy.set.mutationOptions({ onSettled }));
}
