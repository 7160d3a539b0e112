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

/** Has an alert told again: by e-mail, or to the address that it was posted to. */
export function useTellAgain() {
  const onSettled = useRefresh();
  const mail = useMutation(trpc.alerts.replay.mutationOptions({ onSettled }));
  const post = useMutation(trpc.webhooks.replay.mutationOptions({ onSettled }));
  return { mail, post };
}
