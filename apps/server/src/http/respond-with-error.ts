import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { describeError } from "./error-shape.ts";
import type { HttpEnv } from "./http-env.ts";

/** The error body of every plain HTTP route. */
export function respondWithError(c: Context<HttpEnv>, error: unknown): Response {
  const { status, code, message, issues, remedy } = describeError(error);
  const body = { success: false, error: message, code, issues, remedy, requestId: c.get("requestId") };
  return c.json(body, status as ContentfulStatusCode);
}
