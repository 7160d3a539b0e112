import type { CallOptions, ConnectorErrorOptions, ConnectorEvent, RateBudget, RateLane } from "../contract/index.ts";
import type { BodyDecoder } from "./body-decoders.ts";
import type { HttpParameters } from "./encode.ts";

/**
 * What repeating a request may do. `read` and `idempotent_write` are retried; a `write` is sent again only when it is
 * certain that the platform did not take it.
 */
export type RequestEffect = "read" | "idempotent_write" | "write";

/** A request as it goes on the wire, made anew for every attempt. */
export interface WireRequest {
  method: string;
  url: string;
  headers: Headers;
  body: string | Uint8Array | undefined;
}

/** Changes a request just before it is sent, on every attempt: the place to sign, since a nonce may not be re-used. */
export type PrepareRequest = (
  request: WireRequest,
  attempt: number,
  signal?: AbortSignal,
) => WireRequest | Promise<WireRequest>;

/** A complete answer. `json()` gives undefined for a body that is not JSON, or nests beyond reason; both readers may be called repeatedly. */
export interface WireAnswer {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  text(): string;
  json(): unknown;
}

/**
 * What an error decoder says of an answer; the client adds operation and a retry time from the headers. `status` is
 * for platforms that put the true status into the body; by default it is the answer's.
 */
export type DecodedError = Omit<ConnectorErrorOptions, "operation" | "cause">;

/**
 * Turns a platform's error answer into an error, or gives null: then 2xx is success and any other status is mapped by
 * its number. Called for 2xx answers too, since some platforms report errors inside a 200.
 */
export type DecodeError = (
  answer: WireAnswer,
  request: { operation: string; effect: RequestEffect; attempt: number },
) => DecodedError | null;

export interface HttpRequest<Value> extends CallOptions {
  /** Names the call in errors and events, such as `GET /orders/{id}`. Must hold no secret and no personal data. */
  operation: string;
  lane: RateLane;
  /** The budget's name of the limited operation; defaults to the client's. */
  budget?: string;
  /** Defaults to `GET`. */
  method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path below the client's base URL, already percent-encoded, or an absolute URL. */
  path: string;
  query?: HttpParameters;
  headers?: Readonly<Record<string, string | undefined>>;
  /** At most one of the three bodies. */
  json?: unknown;
  form?: HttpParameters;
  body?: { content: string | Uint8Array; type: string };
  /** Defaults to `read` for GET and HEAD, to `write` for everything else. */
  effect?: RequestEffect;
  /** Reads the body of a successful answer: `jsonBody(schema)`, `textBody`, `bytesBody`, `parsedBody(parse, schema)`, `noBody`. */
  decode: BodyDecoder<Value>;
  /** Overrides the client's. */
  decodeError?: DecodeError;
  /** Runs after the client's own `prepare`. */
  prepare?: PrepareRequest;
  /** Milliseconds for one attempt; defaults to the client's. */
  timeoutMs?: number;
  /** Absolute end of the whole call in epoch milliseconds; the earlier of this and `deadlineMs` counts. */
  deadlineAt?: number;
  /** Attempts in all, the first included; defaults to the client's. */
  maxAttempts?: number;
}

export interface HttpAnswer<Value> {
  status: number;
  headers: Headers;
  data: Value;
  /** Milliseconds of the successful attempt. */
  durationMs: number;
}

export interface HttpClientOptions {
  platform: string;
  /** The platform's name as a seller knows it, for messages; defaults to `platform`. */
  platformName?: string;
  baseURL: string;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
  decodeError?: DecodeError;
  prepare?: PrepareRequest;
  rateBudget?: RateBudget;
  /** Budget name of requests that give none; defaults to `all calls`. */
  defaultBudget?: string;
  /** One attempt; defaults to 30 000. */
  timeoutMs?: number;
  /** One call with its retries; defaults to 120 000. */
  deadlineMs?: number;
  /** Defaults to 4. */
  maxAttempts?: number;
  /** Longest wait for a throttled platform before `rate_limited` is thrown instead; defaults to 60 000. */
  maxWaitMs?: number;
  fetch?: typeof globalThis.fetch;
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  random?: () => number;
  onEvent?: (event: ConnectorEvent) => void;
}

export interface HttpClient {
  /** Makes one call with its retries. Throws only `ConnectorError`. */
  request<Value>(request: HttpRequest<Value>): Promise<HttpAnswer<Value>>;
}
