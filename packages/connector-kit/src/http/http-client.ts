import { ConnectorError, type ConnectorEvent } from "../contract/index.ts";
import { BodyProblem } from "./body-decoders.ts";
import {
  type CallContext,
  type Failure,
  lostAnswer,
  outcomeUnknown,
  refusedAnswer,
  unreadableAnswer,
} from "./call-errors.ts";
import { abortedError, sleep as defaultSleep, throwIfAborted } from "./call-limits.ts";
import { buildUrl, encodeForm } from "./encode.ts";
import type { HttpAnswer, HttpClient, HttpClientOptions, HttpRequest, WireAnswer, WireRequest } from "./http-types.ts";
import { backoff } from "./retry-after.ts";
import { send } from "./send.ts";
import { errorFromStatus } from "./status-errors.ts";

const defaults = {
  fetch: (...input: Parameters<typeof globalThis.fetch>) => globalThis.fetch(...input),
  now: () => Date.now(),
  sleep: defaultSleep,
  random: () => Math.random(),
  timeoutMs: 30_000,
  deadlineMs: 120_000,
  maxAttempts: 4,
  maxWaitMs: 60_000,
  defaultBudget: "all calls",
};
type Settings = HttpClientOptions & typeof defaults & { platformName: string };

/** One call under way: what was asked, by when it must end, and which attempt this is. */
interface Call<Value> extends CallContext {
  request: HttpRequest<Value>;
  settings: Settings;
  deadlineAt: number;
  attempt: number;
  mayHaveApplied: boolean;
}

/**
 * The HTTP call that every connector shares: budget, deadline, timeout, retries where they are safe, checked answers.
 * Throws only `ConnectorError`; see `HttpClientOptions` for the defaults.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const settings = { platformName: options.platform, ...defaults, ...given } as Settings;
  return { request: (request) => run(startCall(request, settings)) };
}

function startCall<Value>(request: HttpRequest<Value>, settings: Settings): Call<Value> {
  const reads = request.method === undefined || request.method === "GET" || request.method === "HEAD";
  const ownDeadline = settings.now() + (request.deadlineMs ?? settings.deadlineMs);
  return {
    request,
    settings,
    operation: request.operation,
    effect: request.effect ?? (reads ? "read" : "write"),
    platformName: settings.platformName,
    now: settings.now,
    deadlineAt: Math.min(ownDeadline, request.deadlineAt ?? Number.POSITIVE_INFINITY),
    attempt: 0,
    mayHaveApplied: false,
  };
}

async function run<Value>(call: Call<Value>): Promise<HttpAnswer<Value>> {
  for (;;) {
    call.attempt += 1;
    const result = await attempt(call);
    if ("data" in result) return result;
    call.mayHaveApplied ||= result.mayHaveApplied;
    const waitMs = waitBeforeRetry(result, call);
    if (waitMs === null)
      throw call.mayHaveApplied && isOpen(result.error) ? outcomeUnknown(result, call) : result.error;
    emit(call, { type: "retry", waitMs, message: result.error.code });
    await wait(waitMs, call);
  }
}

/** Errors that say nothing of what happened to an earlier attempt whose answer was lost. */
function isOpen(error: ConnectorError): boolean {
  return ["unavailable", "bad_response", "rate_limited", "aborted"].includes(error.code);
}

async function attempt<Value>(call: Call<Value>): Promise<HttpAnswer<Value> | Failure> {
  const { request, settings } = call;
  try {
    throwIfAborted(request.signal, call.operation);
    await ofOurs(() => askBudget(call), call);
    const wire = await prepared(call);
    throwIfAborted(request.signal, call.operation);
    emit(call, { type: "request" });
    const left = Math.max(1, call.deadlineAt - settings.now());
    const timeoutMs = Math.min(request.timeoutMs ?? settings.timeoutMs, left);
    const result = await send(wire, { fetch: settings.fetch, now: settings.now, timeoutMs, signal: request.signal });
    if (result.kind !== "answer") return lostAnswer(result, call);
    emit(call, { type: "response", status: result.answer.status, durationMs: result.durationMs });
    return read(result.answer, result.durationMs, call);
  } catch (error) {
    return { error: asConnectorError(error, call), mayHaveApplied: false };
  }
}

function read<Value>(answer: WireAnswer, durationMs: number, call: Call<Value>): HttpAnswer<Value> | Failure {
  const { request, settings } = call;
  const decodeError = request.decodeError ?? settings.decodeError;
  const success = answer.status >= 200 && answer.status < 300;
  const decoded = decodeError?.(answer, call) ?? (success ? null : errorFromStatus(answer.status, call.platformName));
  if (decoded) return noted(refusedAnswer(answer, decoded, call), call);
  try {
    return { status: answer.status, headers: answer.headers, data: request.decode(answer), durationMs };
  } catch (problem) {
    const body = asBodyProblem(problem);
    const where = body.issues.map((issue) => `${issue.path}: ${issue.message}`).join("; ");
    emit(call, { type: "validation", status: answer.status, message: where || body.message });
    return unreadableAnswer(answer, body, call);
  }
}

function asBodyProblem(problem: unknown): BodyProblem {
  if (problem instanceof BodyProblem) return problem;
  return new BodyProblem("its decoder failed", { incomplete: false, cause: problem });
}

function noted<Value>(failure: Failure, call: Call<Value>): Failure {
  const { error } = failure;
  if (error.code === "rate_limited" && error.retryAt !== null) {
    call.settings.rateBudget?.observe(budgetName(call), { retryAt: error.retryAt });
  }
  return failure;
}

/** Milliseconds until the next attempt; null when there must not be one. */
function waitBeforeRetry<Value>({ error, mayHaveApplied }: Failure, call: Call<Value>): number | null {
  const { settings, request } = call;
  if (!error.retryable || error.code === "quota_exhausted" || error.code === "aborted") return null;
  if (mayHaveApplied && call.effect !== "idempotent_write") return null;
  if (call.attempt >= (request.maxAttempts ?? settings.maxAttempts)) return null;
  const now = settings.now();
  const asked = error.retryAt === null ? 0 : error.retryAt - now;
  const waitMs = Math.max(asked, 0) + backoff(call.attempt, settings.random);
  if (asked > settings.maxWaitMs || now + waitMs >= call.deadlineAt) return null;
  return waitMs;
}

async function wait<Value>(ms: number, call: Call<Value>): Promise<void> {
  const aborted = () => {
    const error = abortedError(call.operation, call.request.signal?.reason);
    return call.mayHaveApplied ? outcomeUnknown({ error, mayHaveApplied: true }, call) : error;
  };
  try {
    await call.settings.sleep(ms, call.request.signal);
  } catch (error) {
    throw call.request.signal?.aborted ? aborted() : error;
  }
  if (call.request.signal?.aborted) throw aborted();
}

async function askBudget<Value>(call: Call<Value>): Promise<void> {
  const { request, settings } = call;
  if (!settings.rateBudget) return;
  const startedAt = settings.now();
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), Math.max(0, call.deadlineAt - startedAt));
  const signal = request.signal ? AbortSignal.any([request.signal, deadline.signal]) : deadline.signal;
  try {
    await settings.rateBudget.acquire({ operation: budgetName(call), lane: request.lane, signal });
  } catch (error) {
    if (!deadline.signal.aborted || request.signal?.aborted) throw error;
    const message = `The call budget of ${call.platformName} left no room before the deadline.`;
    throw new ConnectorError({ code: "rate_limited", message, operation: call.operation, cause: error });
  } finally {
    clearTimeout(timer);
  }
  const waitMs = settings.now() - startedAt;
  if (waitMs > 0) emit(call, { type: "wait", waitMs });
}

function budgetName<Value>(call: Call<Value>): string {
  return call.request.budget ?? call.settings.defaultBudget;
}

async function prepared<Value>(call: Call<Value>): Promise<WireRequest> {
  const { request, settings, attempt } = call;
  let wire = wireRequest(request, settings);
  for (const prepare of [settings.prepare, request.prepare]) {
    const before = wire;
    if (prepare) wire = await ofOurs(() => prepare(before, attempt, request.signal), call);
  }
  return wire;
}

function wireRequest<Value>(request: HttpRequest<Value>, settings: Settings): WireRequest {
  const headers = new Headers(settings.headers);
  let body: WireRequest["body"];
  if (request.json !== undefined) {
    body = JSON.stringify(request.json);
    headers.set("content-type", "application/json");
  } else if (request.form !== undefined) {
    body = encodeForm(request.form);
    headers.set("content-type", "application/x-www-form-urlencoded");
  } else if (request.body !== undefined) {
    body = request.body.content;
    headers.set("content-type", request.body.type);
  }
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (value !== undefined) headers.set(name, value);
  }
  return {
    method: request.method ?? "GET",
    url: buildUrl(settings.baseURL, request.path, request.query),
    headers,
    body,
  };
}

/**
 * A step before the call that failed for a reason of this program's own, such as a database that was restarted just then:
 * nothing is wrong with the call, and nothing was sent.
 */
async function ofOurs<Result, Value>(step: () => Result | Promise<Result>, call: Call<Value>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (ConnectorError.is(error) || call.request.signal?.aborted) throw error;
    const message = `The call to ${call.platformName} was not made: it could not be prepared just then.`;
    throw new ConnectorError({ code: "aborted", message, operation: call.operation, cause: error });
  }
}

function asConnectorError<Value>(error: unknown, call: Call<Value>): ConnectorError {
  if (ConnectorError.is(error)) return error;
  if (call.request.signal?.aborted) return abortedError(call.operation, error);
  const message = `The call to ${call.platformName} could not be made.`;
  return new ConnectorError({ code: "invalid_request", message, operation: call.operation, cause: error });
}

function emit<Value>(call: Call<Value>, event: Partial<ConnectorEvent> & Pick<ConnectorEvent, "type">): void {
  const { settings } = call;
  const full = { platform: settings.platform, operation: call.operation, at: settings.now(), attempt: call.attempt };
  try {
    settings.onEvent?.({ ...full, ...event });
  } catch {
    // A faulty observer must not fail the call it observes.
  }
}
