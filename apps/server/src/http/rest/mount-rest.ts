import type { Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "zod";
import { requireScope } from "../../services/api-keys/require-scope.ts";
import { invalid } from "../../services/service-error.ts";
import { appRouter } from "../../trpc/root.ts";
import type { HttpEnv } from "../http-env.ts";
import { type HttpServices, requireSession, serviceOf } from "../http-services.ts";
import { trpcContext } from "../trpc-routes.ts";
import { answerOnce } from "./answer-once.ts";
import type { RestCall, RestRoute } from "./rest-route.ts";
import { restRoutes } from "./rest-routes.ts";

/** All doors for programs, over the procedures of the typed API. */
export function mountRestRoutes(app: Hono<HttpEnv>, services: HttpServices): void {
  for (const route of restRoutes) {
    const { handle } = route;
    if (handle === null) continue;
    const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    app.on(route.method.toUpperCase(), path, (c) => answer(c, services, { ...route, handle }));
  }
}

type WorkingRoute = RestRoute & { handle: NonNullable<RestRoute["handle"]> };

async function answer(c: Context<HttpEnv>, services: HttpServices, route: WorkingRoute): Promise<Response> {
  const session = await requireSession(c, services);
  const service = serviceOf(c, services, session);
  if (route.scope !== null) requireScope(session, route.scope);
  c.header("cache-control", "no-store");
  const text = route.method === "get" ? "" : await c.req.text();
  const work = async (): Promise<Response> => {
    const call: RestCall<unknown, unknown, unknown> = {
      path: check(route.pathSchema, c.req.param()),
      query: check(route.querySchema, c.req.query()),
      body: check(route.bodySchema, route.bodySchema === null ? undefined : parseJson(text)),
      headers: c.req.raw.headers,
      api: appRouter.createCaller(trpcContext(c, services, session)),
      ...{ service, session, signal: c.req.raw.signal },
    };
    // Safe: `restRoute` typed the work by the schemas that were just used.
    const made = await route.handle(call as RestCall<never, never, never>);
    return made instanceof Response ? made : c.json(made.body, (made.status ?? 200) as ContentfulStatusCode);
  };
  return route.method === "get" ? await work() : await answerOnce({ c, service, userId: session.user.id, text }, work);
}

function check(schema: z.ZodType | null, value: unknown): unknown {
  return schema === null ? undefined : schema.parse(value);
}

function parseJson(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("The body is not JSON.", [{ path: "", message: "Send a JSON object." }]);
  }
}
