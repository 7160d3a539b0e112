import type { Context } from "hono";
import type { SimulatorEnv } from "../kit/index.ts";
import type { ApiKey } from "./brickowl-entities.ts";
import { BrickowlRefusal, badKey, invalid } from "./brickowl-errors.ts";
import type { BrickowlPermission } from "./brickowl-seed.ts";
import { BATCH_QUOTA, type BrickowlWorld, CALLS_QUOTA } from "./brickowl-world.ts";

const FORM = "application/x-www-form-urlencoded";

/** Reads the parameters from where they belong, the key among them, and finds the key. */
export async function authenticate(world: BrickowlWorld, c: Context<SimulatorEnv>) {
  const parameters = await readParameters(c);
  const text = parameters.get("key");
  if (text === null || text === "") throw badKey("The key is missing");
  const key = world.keys.get(text);
  if (key === undefined) throw badKey("The key is not known");
  return { key, parameters };
}

async function readParameters(c: Context<SimulatorEnv>): Promise<URLSearchParams> {
  const query = new URL(c.req.url).searchParams;
  if (c.req.method !== "POST") return query;
  if (query.has("key")) throw badKey("The key of a POST belongs in its body");
  const type = c.req.header("content-type") ?? "";
  if (!type.toLowerCase().startsWith(FORM)) throw invalid(`The body must be ${FORM}`);
  return new URLSearchParams(await c.req.text());
}

/** Refuses a key without the permission. */
export function demand(key: ApiKey, permission: BrickowlPermission | null) {
  if (permission === null || key.permissions.includes(permission)) return;
  throw new BrickowlRefusal(403, "PERMISSION_DENIED", `The key has no permission: ${permission}`);
}

/** Counts a call, and a batch twice: as a call and as a batch. */
export function countCall(world: BrickowlWorld, { apiKey }: ApiKey, path: string) {
  const quotas = path === "bulk/batch" ? [CALLS_QUOTA, BATCH_QUOTA] : [CALLS_QUOTA];
  for (const quota of quotas) {
    const { allowed } = world.quotas.take(quota, apiKey);
    if (!allowed && world.settings.overLimit === "refuse") {
      throw new BrickowlRefusal(429, "RATE_LIMIT", "Too many requests in this minute");
    }
  }
}
