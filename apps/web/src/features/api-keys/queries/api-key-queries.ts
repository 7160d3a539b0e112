import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";

export function useApiKeys() {
  return useQuery(trpc.apiKeys.list.queryOptions());
}

function useRefresh() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries(trpc.apiKeys.pathFilter());
}

/** Makes a key; the answer is the only time it is shown. */
export function useCreateKey() {
  const refresh = useRefresh();
  return useMutation(trpc.apiKeys.create.mutationOptions({ onSuccess: refresh }));
}

export function useRevokeKey(onDone: () => void) {
  const refresh = useRefresh();
  return useMutation(
    trpc.apiKeys.revoke.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onDone();
      },
    }),
  );
}
