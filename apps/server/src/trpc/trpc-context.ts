import type { ActiveSession } from "../security/active-session.ts";
import type { ServerParts } from "../services/context.ts";

/** What a procedure knows about its request. */
export interface TrpcContext {
  parts: ServerParts;
  requestId: string;
  /** Null for a visitor who is not signed in. */
  session: ActiveSession | null;
  /** The origin by which the asking browser reaches this server; the public one where that is not known. */
  origin: string;
  /** The origin of the page that asks, where it is another one that this server allows. */
  page: string | null;
  requestHeaders: Headers;
  /** Headers of the answer, for cookies. */
  responseHeaders: Headers;
}
