import type { WorkspaceEvent } from "./workspace-event.ts";

/**
 * An event as somebody hears it who is confined to some connections (null: to none, and they hear it whole): what may
 * tell of another connection is left out, so that only a reason to re-read is left; null where not even that.
 */
export function eventFor(connections: readonly string[] | null, event: WorkspaceEvent): WorkspaceEvent | null {
  if (connections === null) return event;
  if (event.type === "sync-progress") return connections.includes(event.connectionId) ? event : null;
  // Whose work it is only the row tells: the page asks again when what came of it is told.
  if (event.type === "job-progress") return null;
  return { type: event.type };
}
