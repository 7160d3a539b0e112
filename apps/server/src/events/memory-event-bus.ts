import { EventEmitter } from "node:events";
import type { EventBus, WorkspaceEvent } from "../services/events/workspace-event.ts";

/** Told of every event published in this process, so that it can be carried to the others. */
export type EventRelay = (workspaceId: string, event: WorkspaceEvent) => void;

/** An event bus within one process. */
export interface MemoryEventBus extends EventBus {
  /** Delivers an event that another process published: to this process's watchers only. */
  deliver(workspaceId: string, event: WorkspaceEvent): void;
  relayTo(relay: EventRelay): void;
}

/** Makes the bus. A listener that throws harms neither the publisher nor the other listeners. */
export function createMemoryEventBus(onError: (error: unknown) => void): MemoryEventBus {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  let relay: EventRelay | null = null;
  const deliver = (workspaceId: string, event: WorkspaceEvent): void => {
    emitter.emit(workspaceId, event);
  };
  return {
    deliver,
    relayTo: (next) => {
      relay = next;
    },
    publish: (workspaceId, event) => {
      deliver(workspaceId, event);
      relay?.(workspaceId, event);
    },
    subscribe: (workspaceId, listener) => {
      const safe = (event: WorkspaceEvent): void => {
        try {
          listener(event);
        } catch (error) {
          onError(error);
        }
      };
      emitter.on(workspaceId, safe);
      return () => emitter.off(workspaceId, safe);
    },
  };
}
