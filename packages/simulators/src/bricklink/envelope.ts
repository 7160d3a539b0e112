import type { Context } from "hono";
import type { SimulatorEnv } from "../kit/index.ts";
import type { BricklinkRefusal } from "./bricklink-errors.ts";
import type { BricklinkWorld } from "./bricklink-world.ts";

export type BricklinkContext = Context<SimulatorEnv>;
type Meta = { description: string; message: string; code: number };

/** A successful answer in the envelope. */
export function ok(world: BricklinkWorld, c: BricklinkContext, data: unknown): Response {
  return answer(world, c, { meta: { description: "OK", message: "OK", code: 200 }, data });
}

export function created(world: BricklinkWorld, c: BricklinkContext, data: unknown): Response {
  return answer(world, c, { meta: { description: "OK_CREATED", message: "OK_CREATED", code: 201 }, data });
}

/** BrickLink says "no content" inside a body; a real, empty 204 is a switch. */
export function noContent(world: BricklinkWorld, c: BricklinkContext): Response {
  if (world.settings.noContent === "empty-204") return c.body(null, 204, dateHeader(world));
  return answer(world, c, { meta: { description: "OK_NO_CONTENT", message: "OK_NO_CONTENT", code: 204 }, data: {} });
}

/** A refusal in the envelope: under HTTP 200 as seen in the wild, or under the code as the reference says. */
export function refused(world: BricklinkWorld, c: BricklinkContext, refusal: BricklinkRefusal): Response {
  const { description, token: message, code } = refusal;
  return answer(world, c, { meta: { description, message, code }, data: {} });
}

function answer(world: BricklinkWorld, c: BricklinkContext, body: { meta: Meta; data: unknown }): Response {
  const status = world.settings.statuses === "always-200" ? 200 : body.meta.code === 204 ? 200 : body.meta.code;
  const text = JSON.stringify(body, (_name, value: unknown) => (value === null ? undefined : value));
  return c.body(text, status as 200, { "content-type": "application/json;charset=UTF-8", ...dateHeader(world) });
}

// The platform's own clock, by which a caller can tell that its own is wrong.
function dateHeader(world: BricklinkWorld): { date: string } {
  return { date: new Date(world.platformNow()).toUTCString() };
}
