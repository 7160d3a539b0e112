import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { trpc } from "./api.ts";

type LiveState = "connecting" | "live" | "stale";

const gatherMs = 400;

let state: LiveState = "connecting";
const listeners = new Set<() => void>();

function setState(next: LiveState) {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether what is on the page follows the server. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, () => state);
}

const touched = {
  "orders-changed": () => [
    trpc.orders.pathFilter(),
    trpc.views.pathFilter(),
    trpc.notices.list.pathFilter(),
    trpc.analytics.pathFilter(),
  ],
  "resolution-changed": () => [trpc.resolution.pathFilter(), trpc.orders.pathFilter(), trpc.home.pathFilter()],
  "inventory-changed": () => [trpc.inventory.pathFilter(), trpc.resolution.get.pathFilter()],
  "alerts-changed": () => [trpc.alerts.pathFilter(), trpc.home.pathFilter()],
  "webhooks-changed": () => [trpc.webhooks.pathFilter(), trpc.alerts.list.pathFilter()],
  "listings-changed": () => [
    trpc.listings.pathFilter(),
    trpc.stock.pathFilter(),
    trpc.products.pathFilter(),
    trpc.productMapping.pathFilter(),
  ],
  "finance-changed": () => [trpc.finance.pathFilter()],
  "api-keys-changed": () => [trpc.apiKeys.pathFilter()],
  "team-changed": () => [trpc.team.pathFilter(), trpc.session.me.pathFilter()],
  "connections-changed": () => [trpc.connections.pathFilter(), trpc.home.pathFilter()],
  "job-progress": () => [trpc.jobs.pathFilter()],
  "sync-progress": () => [trpc.sync.pathFilter(), trpc.connections.list.pathFilter()],
} as const;

type EventType = keyof typeof touched;

function readType(data: string): EventType | null {
  try {
    const parsed: unknown = JSON.parse(data);
    if (typeof parsed !== "object" || parsed === null || !("type" in parsed)) return null;
    const type = String(parsed.type);
    return type in touched ? (type as EventType) : null;
  } catch {
    return null;
  }
}

/** Gathers bursts of events into one refresh. */
function createRefresher(queryClient: QueryClient) {
  const waiting = new Set<EventType>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    timer = null;
    for (const type of waiting) for (const filter of touched[type]()) void queryClient.invalidateQueries(filter);
    waiting.clear();
  };
  return {
    receive: (event: MessageEvent<string>) => {
      const type = readType(event.data);
      if (!type) return;
      waiting.add(type);
      timer ??= setTimeout(flush, gatherMs);
    },
    stop: () => timer && clearTimeout(timer),
  };
}

/**
 * Follows the server's events and refreshes what they touch. A hidden tab lets go of its stream, because browsers
 * open only six connections to one origin; it reads everything again when it is looked at.
 */
export function useLiveUpdates(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const refresher = createRefresher(queryClient);
    let source: EventSource | null = null;
    let missed = false;
    const close = () => {
      source?.close();
      source = null;
    };
    const open = () => {
      source = new EventSource("/api/events");
      source.onopen = () => {
        setState("live");
        if (missed) void queryClient.invalidateQueries();
        missed = false;
      };
      source.onerror = () => {
        missed = true;
        setState("stale");
      };
      source.onmessage = refresher.receive;
    };
    const look = () => {
      if (document.visibilityState === "hidden") {
        missed = true;
        close();
      } else if (!source) open();
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      close();
      refresher.stop();
      setState("connecting");
    };
  }, [queryClient]);
}
