import type { Context } from "hono";
import type { HttpEnv } from "./http-env.ts";

/** Where a page that this server sends names the word of its answer. */
export const noncePlaceholder = "__NONCE__";

/** Answers a page whose inline styles the policy of this very answer allows. */
export function answerPage(c: Context<HttpEnv>, html: string): Response | Promise<Response> {
  return c.html(html.replaceAll(noncePlaceholder, c.get("secureHeadersNonce") ?? ""));
}
