import type { ActiveSession } from "../../security/active-session.ts";
import type { ServerParts } from "../context.ts";

/** What verbs take that concern a person's own account, whatever the workspace. */
export interface AccountVerb<Input> {
  parts: ServerParts;
  session: ActiveSession;
  requestId: string;
  requestHeaders: Headers;
  input: Input;
}
