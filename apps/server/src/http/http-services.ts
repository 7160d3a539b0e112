import type { Context } from "hono";
import type { ActiveSession } from "../security/active-session.ts";
import type { Auth } from "../security/auth.ts";
import type { LoginThrottle } from "../security/login-throttle.ts";
import type { Sessions } from "../security/sessions.ts";
import { actorOf } from "../services/api-keys/actor-of.ts";
import type { ApiScope } from "../services/api-keys/api-scopes.ts";
import { requireScope } from "../services/api-keys/require-scope.ts";
import { bindContext, type ServerParts, type ServiceContext } from "../services/context.ts";
import { requireSight } from "../services/role-of-procedure.ts";
import { forbidden, ServiceError } from "../services/service-error.ts";
import { requireSecondFactor } from "../services/session/require-second-factor.ts";
import type { AllowedOrigins } from "./allowed-origins.ts";
import type { HttpEnv } from "./http-env.ts";

/** What the routes share. */
export interface HttpServices {
  parts: ServerParts;
  auth: Auth;
  sessions: Sessions;
  loginThrottle: LoginThrottle;
  origins: AllowedOrigins;
  /** Folder of the built page. */
  webDir: string;
  trustProxy: boolean;
}

/** The signed-in visitor of a plain route. Throws `unauthenticated`. */
export async function requireSession(c: Context<HttpEnv>, services: HttpServices): Promise<ActiveSession> {
  const session = await services.sessions.read(c.req.raw.headers);
  if (session === null) throw new ServiceError({ code: "unauthenticated", message: "Please sign in." });
  return session;
}

/**
 * The context of verbs for a plain route, such as a download. `scope` is what an API key needs; null lets every key in.
 * Throws `unauthenticated` or `forbidden`.
 */
export async function requireService(
  c: Context<HttpEnv>,
  services: HttpServices,
  scope: ApiScope | null,
): Promise<ServiceContext> {
  const session = await requireSession(c, services);
  if (scope !== null) requireScope(session, scope);
  const ctx = serviceOf(c, services, session);
  if (scope !== null) requireSight(ctx.role, scope.split(":")[0] ?? "");
  return ctx;
}

/** The context of verbs for a visitor. Throws `forbidden` for a member of no workspace, or without a demanded factor. */
export function serviceOf(c: Context<HttpEnv>, services: HttpServices, session: ActiveSession): ServiceContext {
  const { workspace } = session;
  if (workspace === null) throw forbidden("You are not a member of any workspace.");
  requireSecondFactor(workspace);
  const { id: workspaceId, role, connections } = workspace;
  const requestId = c.get("requestId");
  return bindContext(services.parts, { workspaceId, role, connections, actor: actorOf(session), requestId });
}
