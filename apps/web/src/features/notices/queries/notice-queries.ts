import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";

export function useNoticeSettings() {
  return useQuery(trpc.notices.settings.queryOptions());
}

export function useNotices() {
  return useQuery(trpc.notices.list.queryOptions());
}

export function useNoticeChanges() {
  const queryClient = useQueryClient();
  return {
    save: useMutation(
      trpc.notices.setSettings.mutationOptions({
        onSuccess: (settings) => queryClient.setQueryData(trpc.notices.settings.queryKey(), settings),
      }),
    ),
    preview: useMutation(trpc.notices.preview.mutationOptions({ gcTime: 0 })),
    retry: useMutation(
      trpc.notices.retry.mutationOptions({
        onSuccess: (notices) => queryClient.setQueryData(trpc.notices.list.queryKey(), notices),
      }),
    ),
  };
}
