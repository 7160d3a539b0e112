import { useSuspenseQuery } from "@tanstack/react-query";
import { trpc } from "./api.ts";
import type { Session } from "./api-types.ts";

/** The signed-in person and the open workspace; the signed-in routes have loaded it before they render. */
export function useSession(): Session {
  return useSuspenseQuery(trpc.session.me.queryOptions(undefined, { staleTime: 300_000 })).data;
}

/** The seller's time zone; the browser's where no workspace is open. */
export function useTimeZone(): string {
  return useSession().timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The workspace's currency, proposed wherever an amount is typed. */
export function useCurrency(): string {
  return useSession().currency ?? "USD";
}

/** The open workspace. */
export function currentWorkspace(session: Session): Session["workspaces"][number] | null {
  return session.workspaces.find((workspace) => workspace.id === session.workspaceId) ?? null;
}
