import type { Context } from "hono";
import type { SimulatorEnv } from "../kit/index.ts";
import type { BrickowlRefusal } from "./brickowl-errors.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";

/** An error's body in the form that is switched on; nobody has described Brick Owl's for certain. */
export function errorBody(world: BrickowlWorld, { message, code }: BrickowlRefusal) {
  return world.settings.errorForm === "flat"
    ? { status: "error", error: message, error_code: code }
    : { error: { status: message } };
}

export function errorAnswer(
  world: BrickowlWorld,
  c: Context<SimulatorEnv>,
  refusal: BrickowlRefusal,
  retryAfterSeconds: number | undefined = refusal.status === 429 ? secondsToWait(world) : undefined,
): Response {
  const headers = retryAfterSeconds === undefined ? undefined : { "retry-after": String(retryAfterSeconds) };
  return c.json(errorBody(world, refusal), refusal.status as 400, headers);
}

function secondsToWait(world: BrickowlWorld): number | undefined {
  if (!world.settings.retryAfter) return undefined;
  const full = world.quotas.list().filter(({ remaining }) => remaining === 0);
  const until = Math.max(world.clock.milliseconds(), ...full.map(({ resetAt }) => Date.parse(resetAt)));
  return Math.max(1, Math.ceil((until - world.clock.milliseconds()) / 1000));
}
