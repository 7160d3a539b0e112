import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";

/** Finds products. It may use up one of the day's look-ups, so it is only asked by a person. */
export function useLookUp() {
  const queryClient = useQueryClient();
  return useMutation(
    trpc.catalogue.lookup.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries(trpc.catalogue.pathFilter()),
    }),
  );
}

/** How much of the day's look-ups is used; asking costs none. */
export function useCatalogueUsage() {
  return useQuery(trpc.catalogue.usage.queryOptions(undefined, { staleTime: 60_000 }));
}

/** What the workspace's catalogue knows of an item. */
export function useProductOfItem(itemId: string) {
  return useQuery(trpc.catalogue.ofItem.queryOptions({ itemId }));
}
