export type { WorkspaceEvent } from "./services/events/workspace-event.ts";
export type { OutgoingEventType } from "./services/outgoing/event-types.ts";
export type { AppRouter } from "./trpc/root.ts";
