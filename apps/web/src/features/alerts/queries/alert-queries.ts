import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";

const minuteMs = 60_000;

/** Alerts, newest first; the open ones or all. */
export function useAlerts(state: "open" | "all" = "open") {
  return useQuery(trpc.alerts.list.queryOptions({ state }, { refetchInterval: minuteMs }));
}

export function useAlertSettings() {
  return useQuery(trpc.alerts.settings.queryOptions());
}

export function useAlertWebhooks() {
  return useQuery(trpc.alerts.webhooks.queryOptions());
}

function useRefresh() {
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries(trpc.alerts.pathFilter());
  };
}

export function useReadAlerts() {
  const onSettled = useRefresh();
  return useMutation(trpc.alerts.read.mutationOptions({ onSettled }));
}

export function useSetAlertSettings() {
  const onSettled = useRefresh();
  return useMutation(trpc.alerts.setSettings.mutationOptions({ onSettled }));
}

export function useAddWebhook() {
  const onSettled = useRefresh();
  return useMutation(trpc.alerts.addWebhook.mutationOptions({ onSettled }));
}

export function useRemoveWebhook() {
  const onSettled = useRefresh();
  return useMutation(trpc.alerts.removeWebhook.mutationOptions({ onSettled }));
}

export function useReplay() {
  const onSettled = useRefresh();
  return useMutation(trpc.alerts.replay.mutationOptions({ onSettled }));
}
