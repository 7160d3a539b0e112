import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import type { SavedView } from "../../../lib/api-types.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { t } from "../texts.ts";

/** The filters that somebody kept, each with how many orders are in it now. */
export function useViews() {
  return useQuery(trpc.views.list.queryOptions());
}

export function useViewChanges() {
  const queryClient = useQueryClient();
  const keep = (views: SavedView[]) => queryClient.setQueryData(trpc.views.list.queryKey(), views);
  return {
    save: useMutation(trpc.views.save.mutationOptions({ onSuccess: keep })),
    remove: useMutation(
      trpc.views.remove.mutationOptions({
        onSuccess: keep,
        onError: (error) => notifyFailure(t("orders.theViewWasNotRemoved"), error),
      }),
    ),
  };
}
