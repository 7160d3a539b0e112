import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import type { ConnectionCard, PlatformManifest } from "../../../lib/api-types.ts";

export interface Integration {
  manifest: PlatformManifest;
  card: ConnectionCard;
}

/** Every platform with the state of its connection. */
export function useIntegrations() {
  const platforms = useQuery(trpc.platforms.list.queryOptions(undefined, { staleTime: 600_000 }));
  const cards = useQuery(trpc.connections.list.queryOptions(undefined, { refetchInterval: 60_000 }));
  const integrations = platforms.data?.flatMap((manifest): Integration[] => {
    const card = cards.data?.find((candidate) => candidate.platform === manifest.platform);
    return card ? [{ manifest, card }] : [];
  });
  return {
    integrations: cards.data ? (integrations ?? null) : null,
    error: platforms.error ?? cards.error,
    retry: () => void Promise.all([platforms.refetch(), cards.refetch()]),
  };
}

function useRefreshConnections() {
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all([
      queryClient.invalidateQueries(trpc.connections.pathFilter()),
      queryClient.invalidateQueries(trpc.sync.pathFilter()),
    ]);
  };
}

/** Stores keys after the platform accepted them in a real call. */
export function useSaveKeys(onSaved: (card: ConnectionCard) => void) {
  const refresh = useRefreshConnections();
  return useMutation(
    trpc.connections.saveKeys.mutationOptions({
      onSuccess: async (card) => {
        await refresh();
        onSaved(card);
      },
    }),
  );
}

/** Sends the browser to the platform's consent page. */
export function useStartConsent() {
  return useMutation(
    trpc.connections.startOAuth.mutationOptions({
      onSuccess: ({ authorizationUrl }) => window.location.assign(authorizationUrl),
    }),
  );
}

/** Changes the seller's choices for a connection. */
export function useSaveSettings() {
  const refresh = useRefreshConnections();
  return useMutation(trpc.connections.saveSettings.mutationOptions({ onSettled: refresh }));
}

export function useTestConnection() {
  const refresh = useRefreshConnections();
  return useMutation(trpc.connections.test.mutationOptions({ onSettled: refresh }));
}

export function useDisconnect(onDone: () => void) {
  const refresh = useRefreshConnections();
  return useMutation(
    trpc.connections.disconnect.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onDone();
      },
    }),
  );
}

/** The address that the platform may be told, to hear of changes sooner. */
export function useNotificationAddress() {
  return useMutation(trpc.connections.webhookUrl.mutationOptions());
}

/** Why an attempt to connect failed; asked only where there is one to ask for. */
export function useConsentFailure(attempt: string | undefined) {
  return useQuery(
    trpc.connections.consentFailure.queryOptions(
      { attempt: attempt ?? "" },
      { enabled: Boolean(attempt), retry: false },
    ),
  );
}

/** Starts reading orders at once. */
export function useRunNow() {
  const refresh = useRefreshConnections();
  return useMutation(trpc.sync.run.mutationOptions({ onSettled: refresh }));
}

/** How much of a data source's daily limit is used; asking costs none of it. */
export function useLookUps() {
  return useQuery(trpc.catalogue.usage.queryOptions(undefined, { staleTime: 60_000 }));
}
