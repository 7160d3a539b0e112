import type { Hono } from "hono";
import { workspaceCookie } from "../security/workspace-cookie.ts";
import { finishOAuth } from "../services/connections/finish-oauth.ts";
import type { HttpEnv } from "./http-env.ts";
import type { HttpServices } from "./http-services.ts";

/** Where platforms send the seller back to. Always leads on to a page of this server, with the outcome in its query. */
export function mountOAuthCallback(app: Hono<HttpEnv>, services: HttpServices): void {
  app.get("/api/integrations/:platform/callback", async (c) => {
    const session = await services.sessions.read(c.req.raw.headers);
    const { redirectTo, workspaceId } = await finishOAuth({
      parts: services.parts,
      input: { platform: c.req.param("platform"), query: c.req.query(), session, requestId: c.get("requestId") },
    });
    // The seller may have another workspace open by now; what they see next is the one that was connected.
    if (workspaceId !== null)
      c.header("set-cookie", workspaceCookie(workspaceId, services.parts.installation.publicUrl));
    // The code and the state are in this address: keep them out of the next page's referrer and of caches.
    c.header("referrer-policy", "no-referrer");
    c.header("cache-control", "no-store");
    return c.redirect(redirectTo, 302);
  });
}
