import { ConnectorError, type ConnectorErrorOptions } from "../contract/index.ts";
import type { BodyProblem } from "./body-decoders.ts";
import { abortedError } from "./call-limits.ts";
import type { DecodedError, RequestEffect, WireAnswer } from "./http-types.ts";
import { retryAfter } from "./retry-after.ts";
import type { SendResult } from "./send.ts";

/** What an error is made from: the call's name, what repeating it may do, and the platform's name. */
export interface CallContext {
  operation: string;
  effect: RequestEffect;
  platformName: string;
  now: () => number;
}

/** A failed attempt. `mayHaveApplied`: a write that the platform may have carried out although no answer says so. */
export interface Failure {
  error: ConnectorError;
  mayHaveApplied: boolean;
}

/** The failure of an attempt that got no complete answer. */
export function lostAnswer(result: Exclude<SendResult, { kind: "answer" }>, context: CallContext): Failure {
  const isWrite = context.effect !== "read";
  if (result.kind === "aborted") {
    return { error: abortedError(context.operation, result.cause), mayHaveApplied: isWrite };
  }
  const cut = result.reason === "body" && !isWrite;
  const options: ConnectorErrorOptions = {
    code: cut ? "bad_response" : "unavailable",
    message: `${context.platformName} ${sentences[result.reason]}.`,
    operation: context.operation,
    retryable: true,
    cause: result.cause,
  };
  return { error: new ConnectorError(options), mayHaveApplied: isWrite && result.sent };
}

const sentences = {
  timeout: "did not answer in time",
  connection: "could not be reached",
  body: "cut its answer off",
} as const;

/** The failure of an answer that says no. A 5xx other than 503 leaves open whether a write was carried out. */
export function refusedAnswer(answer: WireAnswer, decoded: DecodedError, context: CallContext): Failure {
  const retryAt =
    decoded.retryAt ??
    (decoded.code === "rate_limited" || decoded.code === "unavailable"
      ? retryAfter(answer.headers, context.now())
      : null);
  const status = decoded.status ?? answer.status;
  const error = new ConnectorError({ ...decoded, retryAt, operation: context.operation, status });
  const open = error.code === "unavailable" && status !== 503 && status !== 408 && status !== 425;
  return { error, mayHaveApplied: context.effect !== "read" && open };
}

/** The failure of a 2xx answer whose body cannot be read: for a write the effect is there, its result is not known. */
export function unreadableAnswer(answer: WireAnswer, problem: BodyProblem, context: CallContext): Failure {
  const error = new ConnectorError({
    code: "bad_response",
    message: `${context.platformName} gave an answer that could not be read: ${problem.message}.`,
    operation: context.operation,
    status: answer.status,
    issues: problem.issues,
    retryable: problem.incomplete,
    cause: problem,
  });
  return { error, mayHaveApplied: context.effect !== "read" };
}

/** A write whose fate is not known. Repeating is offered only where the request was declared idempotent. */
export function outcomeUnknown(failure: Failure, context: CallContext): ConnectorError {
  return new ConnectorError({
    code: "outcome_unknown",
    message: `${context.platformName} may or may not have carried out the change: ${failure.error.message}`,
    operation: context.operation,
    status: failure.error.status,
    platformCode: failure.error.platformCode,
    issues: failure.error.issues,
    retryable: context.effect === "idempotent_write",
    cause: failure.error,
  });
}
