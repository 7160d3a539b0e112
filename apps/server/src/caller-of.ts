import type { RunningServer } from "./server.ts";
import type { Role } from "./services/context.ts";
import { appRouter } from "./trpc/root.ts";

/** Who calls procedures without a door: programs that run the server inside themselves. */
export interface EmbeddedCaller {
  workspaceId: string;
  role: Role;
  user: { id: string; name: string; email: string };
  /** The connections that the caller is confined to. Left out or null: all. */
  connections?: readonly string[] | null;
}

/** The procedures of a running server, called in its own process. Roles are checked as at every door. */
export function callerOf({ parts }: Pick<RunningServer, "parts">, who: EmbeddedCaller) {
  return appRouter.createCaller({
    ...{ parts, requestId: parts.newId(), origin: parts.installation.publicUrl, page: null },
    session: {
      sessionId: "embedded",
      user: who.user,
      workspace: { id: who.workspaceId, role: who.role, connections: who.connections ?? null },
    },
    ...{ requestHeaders: new Headers(), responseHeaders: new Headers() },
  });
}
