import type { ActiveSession } from "../../security/active-session.ts";
import { forbidden } from "../service-error.ts";
import { type ApiScope, hasScope, scopeOfProcedure } from "./api-scopes.ts";

/** Throws `forbidden` where the visitor comes with a key that lacks the scope. People with a session have all. */
export function requireScope(session: ActiveSession, needed: ApiScope): void {
  const { apiKey } = session;
  if (apiKey === undefined || hasScope(apiKey.scopes, needed)) return;
  throw forbidden(`This key lacks the scope ${needed}. Make one that has it in Settings, API keys.`);
}

/** The same for a procedure of the typed API, by its path. */
export function requireProcedureScope(
  session: ActiveSession,
  procedure: { path: string; type: "query" | "mutation" | "subscription" },
): void {
  if (session.apiKey === undefined) return;
  const needed = scopeOfProcedure(procedure.path, procedure.type);
  if (needed === null) throw forbidden("This is for a signed-in person; an API key cannot do it.");
  if (needed !== "free") requireScope(session, needed);
}
