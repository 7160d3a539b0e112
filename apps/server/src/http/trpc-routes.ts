import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Context, Hono } from "hono";
import type { ActiveSession } from "../security/active-session.ts";
import { identifyingHeaders } from "../security/sessions.ts";
import { appRouter } from "../trpc/root.ts";
import type { TrpcContext } from "../trpc/trpc-context.ts";
import { describeError } from "./error-shape.ts";
import type { HttpEnv } from "./http-env.ts";
import type { HttpServices } from "./http-services.ts";
import { clientAddressHeader } from "./request-scope.ts";

const endpoint = "/trpc";
/** Questions in one request: pages ask far fewer, and each costs what a request of its own would. */
const mostAtOnce = 100;

/** The typed API. Unknown errors are logged whole here and leave as a neutral message. */
export function mountTrpcRoutes(app: Hono<HttpEnv>, services: HttpServices): void {
  app.on(["GET", "POST"], `${endpoint}/*`, async (c) => {
    const context = trpcContext(c, services, await services.sessions.read(c.req.raw.headers));
    const { logger } = services.parts;
    const response = await fetchRequestHandler({
      endpoint,
      req: c.req.raw,
      router: appRouter,
      maxBatchSize: mostAtOnce,
      createContext: () => context,
      onError: ({ error, path }) => {
        const { code } = describeError(error);
        const fields = { err: error.cause ?? error, path, requestId: context.requestId, code };
        if (code === "internal") logger.error(fields, "a procedure failed");
        else logger.debug(fields, "a procedure refused");
      },
    });
    for (const cookie of context.responseHeaders.getSetCookie()) c.header("set-cookie", cookie, { append: true });
    c.header("cache-control", "no-store");
    return response;
  });
}

/** What procedures know of a request, also where another door calls them. */
export function trpcContext(c: Context<HttpEnv>, services: HttpServices, session: ActiveSession | null): TrpcContext {
  const requestHeaders = identifyingHeaders(c.req.raw.headers);
  requestHeaders.set(clientAddressHeader, c.get("clientAddress"));
  return {
    parts: services.parts,
    requestId: c.get("requestId"),
    session,
    ...pageOrigins(c.req.raw.headers, services),
    requestHeaders,
    responseHeaders: new Headers(),
  };
}

function pageOrigins(headers: Headers, { origins, parts }: HttpServices): Pick<TrpcContext, "origin" | "page"> {
  const { publicUrl } = parts.installation;
  const origin = headers.get("origin");
  if (origin === null || !origins.has(origin)) return { origin: publicUrl, page: null };
  // A front end's own proxy leads here when the browser calls the request one to the page's own origin.
  const isProxied = headers.get("sec-fetch-site") === "same-origin";
  return origins.isOwn(origin) || isProxied ? { origin, page: null } : { origin: publicUrl, page: origin };
}
