import type { z } from "zod";
import type { ActiveSession } from "../../security/active-session.ts";
import type { ApiScope } from "../../services/api-keys/api-scopes.ts";
import type { ServiceContext } from "../../services/context.ts";
import type { appRouter } from "../../trpc/root.ts";

export type RestMethod = "get" | "post" | "put" | "delete";

/** What a route's work is given: its checked input, and the typed API as the caller may use it. */
export interface RestCall<Path, Query, Body> {
  path: Path;
  query: Query;
  body: Body;
  headers: Headers;
  /** The procedures of the typed API, bound to the caller: roles and scopes are checked there. */
  api: ReturnType<typeof appRouter.createCaller>;
  service: ServiceContext;
  session: ActiveSession;
  /** Aborts when the caller goes away. */
  signal: AbortSignal;
}

/** An answer: a body with its status, or a whole response for a stream or a redirect. */
export type RestAnswer = { body: unknown; status?: number } | Response;

/** One answer of a route, for the document. */
export interface RestResponse {
  description: string;
  schema?: z.ZodType;
  /** Defaults to `application/json`. */
  contentType?: string;
}

/** What the document says of a route. */
export interface RestDescription {
  method: RestMethod;
  /** With parameters in braces: `/api/{platform}/resolution-queue`. */
  path: string;
  operationId: string;
  tag: string;
  summary: string;
  description?: string;
  /** Needed of an API key; null for a door that proves its caller in another way. */
  scope: ApiScope | null;
  responses: Readonly<Record<number, RestResponse>>;
}

/** A door of the server for programs. One declaration serves routing, checking and the document. */
export interface RestRoute extends RestDescription {
  pathSchema: z.ZodObject | null;
  querySchema: z.ZodObject | null;
  bodySchema: z.ZodType | null;
  /** Null where a plain route of the server does the work and this only describes it. */
  handle: ((call: RestCall<never, never, never>) => Promise<RestAnswer>) | null;
}

interface RouteParts<Path extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType>
  extends RestDescription {
  input?: { path?: Path; query?: Query; body?: Body };
  handle: (call: RestCall<z.infer<Path>, z.infer<Query>, z.infer<Body>>) => Promise<RestAnswer>;
}

type NoFields = z.ZodObject<Record<never, never>>;

/** Declares a route; the work's input is typed by the schemas. */
export function restRoute<
  Path extends z.ZodObject = NoFields,
  Query extends z.ZodObject = NoFields,
  Body extends z.ZodType = z.ZodUndefined,
>({ input = {}, handle, ...description }: RouteParts<Path, Query, Body>): RestRoute {
  const { path = null, query = null, body = null } = input;
  // Safe: the mount hands over only what these very schemas gave.
  const checked = handle as RestRoute["handle"];
  return { ...description, pathSchema: path, querySchema: query, bodySchema: body, handle: checked };
}

/** Describes a door whose work a plain route does: callbacks and webhooks. */
export function describedRoute(
  description: RestDescription & { input?: { path?: z.ZodObject; query?: z.ZodObject; body?: z.ZodType } },
): RestRoute {
  const { input = {}, ...rest } = description;
  const { path = null, query = null, body = null } = input;
  return { ...rest, pathSchema: path, querySchema: query, bodySchema: body, handle: null };
}
