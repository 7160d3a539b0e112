import type { Context } from "hono";
import type { FaultAnswer, SimulatorEnv } from "../kit/index.ts";
import { expiredToken, MonzoRefusal } from "./monzo-errors.ts";
import { type MonzoWorld, REQUESTS_QUOTA } from "./monzo-world.ts";

export type MonzoContext = Context<SimulatorEnv>;

/** Monzo's error body. */
export function refusalAnswer(c: MonzoContext, refusal: MonzoRefusal, retryAfterSeconds?: number): Response {
  const { status, code, message, oauthError, params } = refusal;
  const body = {
    code,
    ...(oauthError !== undefined && { error: oauthError, error_description: message }),
    message,
    params,
  };
  const headers = retryAfterSeconds === undefined ? undefined : { "retry-after": String(retryAfterSeconds) };
  return c.json(body, status as 400, headers);
}

export function answerError(world: MonzoWorld, error: Error, c: MonzoContext): Response | undefined {
  if (!(error instanceof MonzoRefusal)) return undefined;
  return refusalAnswer(c, error, error.status === 429 ? secondsToWait(world) : undefined);
}

/** Faults in Monzo's words. */
export function answerFault(c: MonzoContext, fault: Parameters<FaultAnswer>[1]): Response {
  if (fault.kind === "token-expired") return refusalAnswer(c, expiredToken());
  const { status, retryAfterSeconds } = fault;
  const names: Record<number, string> = { 429: "too_many_requests", 500: "internal_service", 504: "timeout" };
  const refusal = new MonzoRefusal(status, names[status] ?? "internal_service", { message: `Simulated ${status}` });
  return refusalAnswer(c, refusal, retryAfterSeconds);
}

function secondsToWait(world: MonzoWorld): number | undefined {
  if (!world.settings.retryAfter) return undefined;
  const full = world.quotas.list().filter(({ name, remaining }) => name === REQUESTS_QUOTA && remaining === 0);
  return full.length === 0 ? undefined : 1;
}
