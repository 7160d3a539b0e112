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

/** Whether the open workspace's settings are for who is signed in. The server decides; this only spares dead ends. */
export function useManages(): boolean {
  const role = currentWorkspace(useSession())?.role;
  return role === "owner" || role === "manager";
}

/** Whether what money came in is shown to who is signed in. */
export function useSeesFigures(): boolean {
  return currentWorkspace(useSession())?.role !== "packer";
}
