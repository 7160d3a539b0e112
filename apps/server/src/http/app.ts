import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { bearerToken } from "../security/sessions.ts";
import { isReady } from "../services/health/is-ready.ts";
import { invalid, notFound } from "../services/service-error.ts";
import { originGuard } from "./allowed-origins.ts";
import { mountAuthRoutes } from "./auth-routes.ts";
import { describeError } from "./error-shape.ts";
import { mountEventStream } from "./event-stream.ts";
import { mountExportRoutes } from "./export-routes.ts";
import { mountHealthRoutes } from "./health-routes.ts";
import type { HttpEnv } from "./http-env.ts";
import type { HttpServices } from "./http-services.ts";
import { mountOAuthCallback } from "./oauth-callback.ts";
import { requestScope } from "./request-scope.ts";
import { respondWithError } from "./respond-with-error.ts";
import { mountApiDocument } from "./rest/mount-api-document.ts";
import { mountRestRoutes } from "./rest/mount-rest.ts";
import { limitRate } from "./rest/rate-limit.ts";
import { securityHeaders } from "./security-headers.ts";
import { mountStaticWeb } from "./static-web.ts";
import { mountTrpcRoutes } from "./trpc-routes.ts";
import { mountWebhookRoutes } from "./webhook-routes.ts";

const megabyte = 1024 * 1024;

/** All doors of the server in one app. `closing` ends the open event streams. */
export function createHttpApp(services: HttpServices, closing: AbortSignal): Hono<HttpEnv> {
  const { parts, origins } = services;
  const { logger, installation } = parts;
  const app = new Hono<HttpEnv>();
  app.use(requestScope({ logger, trustProxy: services.trustProxy }));
  app.use(securityHeaders({ https: installation.publicUrl.startsWith("https:") }));
  app.onError((error, c) => {
    if (describeError(error).code === "internal") {
      logger.error({ err: error, requestId: c.get("requestId"), path: c.req.path }, "a request failed");
    }
    return respondWithError(c, error);
  });
  mountHealthRoutes(app, () => isReady(parts));
  app.use("/api/v1/platforms/webhook/*", limitBody(megabyte));
  mountWebhookRoutes(app, services);
  app.use(cors({ origin: (origin) => (origins.has(origin) ? origin : null), credentials: true }));
  app.use(originGuard(origins));
  // A whole stock list travels through the typed API as text.
  app.use("/trpc/*", limitBody(32 * megabyte));
  app.use("/api/*", limitBody(megabyte));
  const limit = limitRate(() => parts.now().getTime());
  app.use("/api/*", limit);
  // The page is not a program: only calls that bring a token are counted here.
  app.use("/trpc/*", (c, next) => (bearerToken(c.req.raw.headers) === null ? next() : limit(c, next)));
  mountAuthRoutes(app, services);
  mountTrpcRoutes(app, services);
  mountOAuthCallback(app, services);
  mountRestRoutes(app, services);
  mountApiDocument(app, installation);
  mountEventStream(app, services, closing);
  mountExportRoutes(app, services);
  app.all("/api/*", (c) => respondWithError(c, notFound("This address")));
  app.all("/trpc/*", (c) => respondWithError(c, notFound("This address")));
  mountStaticWeb(app, services.webDir);
  return app;
}

function limitBody(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: (c) => {
      // The rest of the body is never read, so the connection cannot carry another request.
      c.header("connection", "close");
      return respondWithError(c, invalid(`The request is larger than ${maxSize / megabyte} MB.`));
    },
  });
}
