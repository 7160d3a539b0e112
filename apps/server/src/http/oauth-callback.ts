import type { Context, Hono } from "hono";
import { workspaceCookie } from "../security/workspace-cookie.ts";
import { finishOAuth } from "../services/connections/finish-oauth.ts";
import { withQuery } from "../services/connections/return-url.ts";
import type { HttpEnv } from "./http-env.ts";
import type { HttpServices } from "./http-services.ts";
import { platformName } from "./rest/common-schemas.ts";

/** Addresses that applications made elsewhere may have been registered with. */
const otherAddresses: Readonly<Record<string, string>> = { "/connections/amazon/oauth/callback": "amazon" };

/** Where platforms send the seller back to. Always leads on to a page, with the outcome in its query. */
export function mountOAuthCallback(app: Hono<HttpEnv>, services: HttpServices): void {
  app.get("/api/integrations/:platform/callback", (c) => finish(c, services, c.req.param("platform")));
  app.get("/api/v1/platforms/callback/:platform", (c) => finish(c, services, c.req.param("platform")));
  for (const [path, platform] of Object.entries({ ...otherAddresses, ...presetAddresses(services) })) {
    app.get(path, (c) => finish(c, services, platform));
  }
}

/** Paths of the return addresses that the installation has set. A proxy leads them here. */
function presetAddresses({ parts }: HttpServices): Record<string, string> {
  const presets = Object.entries(parts.installation.presets);
  return Object.fromEntries(
    presets.flatMap(([platform, { callbackUrl }]) =>
      callbackUrl === null ? [] : [[new URL(callbackUrl).pathname, platform]],
    ),
  );
}

async function finish(c: Context<HttpEnv>, services: HttpServices, given: string): Promise<Response> {
  const platform = platformName(given);
  const session = await services.sessions.read(c.req.raw.headers);
  const { redirectTo, workspaceId } = await finishOAuth({
    parts: services.parts,
    input: { platform, query: c.req.query(), session, requestId: c.get("requestId") },
  });
  // The seller may have another workspace open by now; what they see next is the one that was connected.
  if (workspaceId !== null) c.header("set-cookie", workspaceCookie(workspaceId, services.parts.installation.publicUrl));
  // The code and the state are in this address: keep them out of the next page's referrer and of caches.
  c.header("referrer-policy", "no-referrer");
  c.header("cache-control", "no-store");
  return c.redirect(platform === "ebay" ? withEbayOutcome(redirectTo) : redirectTo, 302);
}

/** Says the outcome of eBay's consent under its older names too, which pages elsewhere may read. */
function withEbayOutcome(address: string): string {
  const query = new URL(address, "http://localhost").searchParams;
  if (query.has("connected")) return withQuery(address, { ebay_success: "true" });
  return withQuery(address, { ebay_error: query.get("connect_error") ?? "failed" });
}
