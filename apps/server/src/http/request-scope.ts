import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import type { Logger } from "pino";
import { v7 } from "uuid";
import type { HttpEnv } from "./http-env.ts";

/** Where the authentication library finds the caller's address. A caller's own header of this name is overwritten. */
export const clientAddressHeader = "x-counterfoil-client";

/** Gives each request an id and the caller's address, answers the id in `x-request-id`, and logs one line per request. */
export function requestScope(options: { logger: Logger; trustProxy: boolean }): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const requestId = v7();
    const startedAt = performance.now();
    c.set("requestId", requestId);
    c.set("clientAddress", clientAddress(c, options.trustProxy));
    c.header("x-request-id", requestId);
    await next();
    const durationMs = Math.round(performance.now() - startedAt);
    // The path only: a query may hold an authorization code.
    options.logger.debug(
      { requestId, method: c.req.method, path: c.req.path, status: c.res.status, durationMs },
      "request",
    );
  };
}

function clientAddress(c: Context<HttpEnv>, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  return forwarded || getConnInfo(c).remote.address || "unknown";
}
