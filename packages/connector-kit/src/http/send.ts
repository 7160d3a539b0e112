import type { WireAnswer, WireRequest } from "./http-types.ts";
import { isNestedDeeper } from "./json-depth.ts";

/** What became of sending bytes: an answer, or why there is none. */
export type SendResult =
  | { kind: "answer"; answer: WireAnswer; durationMs: number }
  | { kind: "aborted"; cause: unknown }
  /** `sent` is false only where it is certain that the platform never saw the request. */
  | { kind: "lost"; reason: "timeout" | "connection" | "body"; sent: boolean; cause: unknown };

export interface SendOptions {
  fetch: typeof globalThis.fetch;
  now: () => number;
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

/** Sends one request and reads the whole answer within the timeout. Never throws. */
export async function send(request: WireRequest, options: SendOptions): Promise<SendResult> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout.signal]) : timeout.signal;
  const startedAt = options.now();
  let headersSeen = false;
  try {
    const response = await options.fetch(request.url, { ...fetchOptions(request), signal });
    headersSeen = true;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { kind: "answer", answer: wireAnswer(response, bytes), durationMs: options.now() - startedAt };
  } catch (cause) {
    if (options.signal?.aborted) return { kind: "aborted", cause };
    if (timeout.signal.aborted) return { kind: "lost", reason: "timeout", sent: true, cause };
    if (headersSeen) return { kind: "lost", reason: "body", sent: true, cause };
    return { kind: "lost", reason: "connection", sent: !failedToConnect(cause), cause };
  } finally {
    clearTimeout(timer);
  }
}

function fetchOptions(request: WireRequest): RequestInit {
  const options: RequestInit = { method: request.method, headers: request.headers, redirect: "manual" };
  if (request.body !== undefined) options.body = request.body as NonNullable<RequestInit["body"]>;
  return options;
}

/** No platform means more; what is deeper would break whoever writes it down again. */
const deepestAnswer = 500;

function wireAnswer(response: Response, bytes: Uint8Array): WireAnswer {
  let text: string | null = null;
  const readText = () => {
    text ??= new TextDecoder().decode(bytes);
    return text;
  };
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    text: readText,
    json: () => {
      try {
        return isNestedDeeper(readText(), deepestAnswer) ? undefined : (JSON.parse(readText()) as unknown);
      } catch {
        return undefined;
      }
    },
  };
}

const connectFailures: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

function failedToConnect(error: unknown): boolean {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth += 1) {
    if ("code" in current && typeof current.code === "string" && connectFailures.has(current.code)) return true;
    if (current instanceof AggregateError && current.errors.length > 0) return current.errors.every(failedToConnect);
  }
  return false;
}
