import type { Context } from "hono";
import type { FaultOf, SimulatorEnv } from "../kit/index.ts";
import { expiredToken, internalError, TiktokShopRefusal, tooManyRequests } from "./tiktok-shop-errors.ts";
import type { TiktokShopWorld } from "./tiktok-shop-world.ts";

export type TiktokShopContext = Context<SimulatorEnv>;

/** A successful answer in the envelope. Batch calls put their failures into `data.errors`. */
export function ok(world: TiktokShopWorld, c: TiktokShopContext, data: unknown = {}): Response {
  return answer(world, c, { code: 0, message: "Success", data });
}

/** A refusal in the envelope. */
export function refused(world: TiktokShopWorld, c: TiktokShopContext, error: TiktokShopRefusal): Response {
  c.status(error.status as 400);
  return answer(world, c, { code: error.code, message: error.message, data: null });
}

/** Turns a refusal that a route threw into its answer; anything else is a bug of the simulator. */
export function answerError(world: TiktokShopWorld, error: Error, c: TiktokShopContext): Response | undefined {
  return error instanceof TiktokShopRefusal ? refused(world, c, error) : undefined;
}

/** Error answers for dialled faults in TikTok Shop's words. */
export function answerFault(
  world: TiktokShopWorld,
  c: TiktokShopContext,
  fault: FaultOf<"status"> | FaultOf<"token-expired">,
): Response {
  if (fault.kind === "token-expired") return refused(world, c, expiredToken());
  if (fault.retryAfterSeconds !== undefined) c.header("retry-after", String(fault.retryAfterSeconds));
  if (fault.status === 503) return c.text("Service Unavailable", 503);
  return refused(world, c, fault.status === 429 ? tooManyRequests() : internalError(fault.status));
}

function answer(world: TiktokShopWorld, c: TiktokShopContext, body: Record<string, unknown>): Response {
  c.header("date", world.clock.now().toUTCString());
  return c.json({ ...body, request_id: requestId(world) });
}

function requestId(world: TiktokShopWorld): string {
  const stamp = world.clock.iso().replace(/\D/g, "").slice(0, 14);
  return `${stamp}${world.random.hex(18).toUpperCase()}`;
}
