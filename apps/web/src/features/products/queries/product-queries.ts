import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import type { ProductsQuery } from "../../../lib/api-types.ts";

const pageSize = 100;

/** Products page by page, with the counts of every filter. */
export function useProducts(filters: Omit<ProductsQuery, "cursor" | "limit">) {
  const query = useInfiniteQuery(
    trpc.products.list.infiniteQueryOptions(
      { ...filters, limit: pageSize },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  return { ...query, products: query.data?.pages.flatMap((page) => page.products) ?? [], first: query.data?.pages[0] };
}

export function useProduct(productId: string) {
  return useQuery(trpc.products.get.queryOptions({ productId }));
}

export function useUnplaced() {
  return useQuery(trpc.products.unplaced.queryOptions({ limit: 100 }));
}

function useRefresh() {
  const queryClient = useQueryClient();
  return async () => {
    void queryClient.invalidateQueries(trpc.productMapping.pathFilter());
    await queryClient.invalidateQueries(trpc.products.pathFilter());
  };
}

export function useEditProduct() {
  const refresh = useRefresh();
  return useMutation(trpc.products.edit.mutationOptions({ onSuccess: refresh }));
}

export function usePlace() {
  const refresh = useRefresh();
  return useMutation(trpc.products.place.mutationOptions({ onSuccess: refresh }));
}

export interface WordFilters {
  platform?: string | undefined;
  q?: string | undefined;
  undecidedOnly: boolean;
}

export type WordKind = "categories" | "attributes";

/** The words of one kind. */
export function useWords(kind: WordKind, filters: WordFilters) {
  const { platform, q, undecidedOnly } = filters;
  const input = { ...(platform ? { platform } : {}), ...(q ? { q } : {}), undecidedOnly };
  const options = { placeholderData: keepPreviousData };
  const categories = useQuery({
    ...trpc.productMapping.categories.queryOptions(input, options),
    enabled: kind === "categories",
  });
  const attributes = useQuery({
    ...trpc.productMapping.attributes.queryOptions(input, options),
    enabled: kind === "attributes",
  });
  return kind === "categories" ? categories : attributes;
}

export function useWordValues(platform: string, name: string) {
  return useQuery(trpc.productMapping.values.queryOptions({ platform, name, undecidedOnly: false }));
}

export function useMappingSummary() {
  return useQuery(trpc.productMapping.summary.queryOptions());
}

export function useMappingPreview() {
  return useQuery(trpc.productMapping.preview.queryOptions(undefined, { staleTime: 0, gcTime: 0 }));
}

export function useMapCategory() {
  const refresh = useRefresh();
  return useMutation(trpc.productMapping.mapCategory.mutationOptions({ onSuccess: refresh }));
}

export function useMapAttribute() {
  const refresh = useRefresh();
  return useMutation(trpc.productMapping.mapAttribute.mutationOptions({ onSuccess: refresh }));
}

export function useApplyMapping() {
  const refresh = useRefresh();
  return useMutation(trpc.productMapping.applyNow.mutationOptions({ onSuccess: refresh }));
}
