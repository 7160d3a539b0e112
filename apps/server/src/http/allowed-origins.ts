import type { MiddlewareHandler } from "hono";
import { bearerToken } from "../security/sessions.ts";
import { forbidden } from "../services/service-error.ts";
import type { HttpEnv } from "./http-env.ts";
import { respondWithError } from "./respond-with-error.ts";

const loopbackNames = ["127.0.0.1", "localhost", "[::1]"];
const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** The origins whose pages may act for a signed-in user. */
export interface AllowedOrigins {
  has(origin: string): boolean;
  /** Whether this very server answers at the origin, so that cookies set there come back here. */
  isOwn(origin: string): boolean;
  list(): readonly string[];
}

/** The public origin, a separate front end's, and while the public one is loopback also its other loopback names. */
export function allowedOrigins(publicUrl: string, frontendUrl: string | null): AllowedOrigins {
  const own = new Set([publicUrl]);
  const { protocol, hostname, port } = new URL(publicUrl);
  if (loopbackNames.includes(hostname)) {
    for (const name of loopbackNames) own.add(`${protocol}//${name}${port === "" ? "" : `:${port}`}`);
  }
  const origins = new Set([...own, ...(frontendUrl === null ? [] : [frontendUrl])]);
  return { has: (origin) => origins.has(origin), isOwn: (origin) => own.has(origin), list: () => [...origins] };
}

/**
 * Refuses writes that another site's page sends with the user's cookie. Callers without a cookie and without an
 * `Origin` (scripts with a token) pass: there is nothing to forge.
 */
export function originGuard(origins: AllowedOrigins): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (safeMethods.has(c.req.method)) return next();
    // No page can make a browser add this header to a foreign request, and with it no cookie is looked at.
    if (bearerToken(c.req.raw.headers) !== null) return next();
    const origin = c.req.header("origin");
    const foreign = origin === undefined ? c.req.header("cookie") !== undefined : !origins.has(origin);
    if (!foreign) return next();
    return respondWithError(c, forbidden("This request came from another site's page and was refused."));
  };
}
