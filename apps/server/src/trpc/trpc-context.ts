import type { ActiveSession } from "../security/active-session.ts";
import type { ServerParts } from "../services/context.ts";

/** What a procedure knows about its request. */
export interface TrpcContext {
  parts: ServerParts;
  requestId: string;
  /** Null for a visitor who is not signed in. */
  session: ActiveSession | null;
  /** The origin of the page that asks, when it is one of this server's; the public one otherwise. */
  origin: string;
  requestHeaders: Headers;
  /** Headers of the answer, for cookies. */
  responseHeaders: Headers;
}
