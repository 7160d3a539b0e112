export type { WorkspaceEvent } from "./services/events/workspace-event.ts";
export type { AppRouter } from "./trpc/root.ts";
