import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ServiceContext } from "../../services/context.ts";
import { keepAnswer, releaseKey, takeRequestKey } from "../../services/idempotency/request-keys.ts";
import { invalid } from "../../services/service-error.ts";
import type { HttpEnv } from "../http-env.ts";

const keyForm = /^[\x21-\x7e]{1,200}$/;

interface WriteCall {
  c: Context<HttpEnv>;
  service: ServiceContext;
  userId: string;
  /** The request's body. */
  text: string;
}

/**
 * Does a write that carries an `Idempotency-Key` once: the same request again gets the first one's answer for a day,
 * another request under the key a 422. What failed had no effect and may be asked again under the same key.
 */
export async function answerOnce(call: WriteCall, work: () => Promise<Response>): Promise<Response> {
  const { c, service } = call;
  const key = c.req.header("idempotency-key");
  if (key === undefined) return await work();
  if (!keyForm.test(key))
    throw invalid("The idempotency key cannot be used.", [
      { path: "Idempotency-Key", message: "1 to 200 visible letters without spaces" },
    ]);
  const holder = { userId: call.userId, key };
  const known = await takeRequestKey(service, { holder, requestHash: hashOf(c, call.text) });
  if (known !== null) {
    c.header("idempotent-replayed", "true");
    c.header("content-type", "application/json");
    return c.body(known.body, known.status as ContentfulStatusCode);
  }
  try {
    const response = await work();
    if (isWorthKeeping(response)) {
      await keepAnswer(service, holder, { status: response.status, body: await response.clone().text() });
    } else await releaseKey(service, holder);
    return response;
  } catch (error) {
    await releaseKey(service, holder);
    throw error;
  }
}

function hashOf(c: Context<HttpEnv>, text: string): string {
  const { pathname, search } = new URL(c.req.url);
  return createHash("sha256")
    .update(JSON.stringify([c.req.method, pathname, search, text]))
    .digest("base64url");
}

function isWorthKeeping(response: Response): boolean {
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  return isJson && response.status < 400;
}
