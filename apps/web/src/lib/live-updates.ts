import { useQueryClient } from "@tanstack/react-query";
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
  "orders-changed": () => [trpc.orders.pathFilter()],
  "resolution-changed": () => [trpc.resolution.pathFilter(), trpc.orders.pathFilter()],
  "inventory-changed": () => [trpc.inventory.pathFilter(), trpc.resolution.get.pathFilter()],
  "connections-changed": () => [trpc.connections.pathFilter()],
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

/** Follows the server's events and refreshes what they touch; bursts are gathered into one refresh. */
export function useLiveUpdates(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const waiting = new Set<EventType>();
    let timer: ReturnType<typeof setTimeout> | null = null;
    let lost = false;
    const flush = () => {
      timer = null;
      for (const type of waiting) for (const filter of touched[type]()) void queryClient.invalidateQueries(filter);
      waiting.clear();
    };
    const receive = (event: MessageEvent<string>) => {
      const type = readType(event.data);
      if (!type) return;
      waiting.add(type);
      timer ??= setTimeout(flush, gatherMs);
    };
    const source = new EventSource("/api/events");
    source.onopen = () => {
      setState("live");
      if (lost) void queryClient.invalidateQueries();
      lost = false;
    };
    source.onerror = () => {
      lost = true;
      setState("stale");
    };
    source.onmessage = receive;
    for (const type of Object.keys(touched)) source.addEventListener(type, receive);
    return () => {
      source.close();
      if (timer) clearTimeout(timer);
      setState("connecting");
    };
  }, [queryClient]);
}
