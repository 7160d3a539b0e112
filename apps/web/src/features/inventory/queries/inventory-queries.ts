import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import type { InventoryQuery } from "../../../lib/api-types.ts";

const pageSize = 100;

/** Stock page by page, with the counts by status of the same search. */
export function useInventory(filters: Omit<InventoryQuery, "cursor" | "limit">) {
  const query = useInfiniteQuery(
    trpc.inventory.list.infiniteQueryOptions(
      { ...filters, limit: pageSize },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  return { ...query, items: query.data?.pages.flatMap((page) => page.items) ?? [], first: query.data?.pages[0] };
}

export function useItem(id: string) {
  return useQuery(trpc.inventory.get.queryOptions({ id }));
}

function useRefreshStock() {
  const queryClient = useQueryClient();
  return async () => {
    void queryClient.invalidateQueries(trpc.resolution.pathFilter());
    await queryClient.invalidateQueries(trpc.inventory.pathFilter());
  };
}

export function useCreateItem() {
  const refresh = useRefreshStock();
  return useMutation(trpc.inventory.create.mutationOptions({ onSuccess: refresh }));
}

export function useUpdateItem() {
  const refresh = useRefreshStock();
  return useMutation(trpc.inventory.update.mutationOptions({ onSuccess: refresh }));
}

export function useRemoveItem(onDone: () => void) {
  const refresh = useRefreshStock();
  return useMutation(
    trpc.inventory.remove.mutationOptions({
      onSuccess: () => {
        onDone();
        void refresh();
      },
    }),
  );
}

/** Reads a CSV without storing anything. */
export function usePreviewImport() {
  return useMutation(trpc.inventory.previewImport.mutationOptions());
}

/** Has the catalogue read many set numbers. */
export function useReadNumbers(onRead: () => void) {
  return useMutation(trpc.catalogue.readNumbers.mutationOptions({ onSuccess: onRead }));
}

/** Stores all rows of a CSV, or none. */
export function useCommitImport() {
  const refresh = useRefreshStock();
  return useMutation(trpc.inventory.commitImport.mutationOptions({ onSuccess: refresh }));
}
