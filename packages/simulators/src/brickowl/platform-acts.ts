import { z } from "zod";
import { ActRefused, defineAct } from "../kit/index.ts";
import { permissions } from "./brickowl-seed.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";

const settingsSchema = z
  .strictObject({
    errorForm: z.enum(["flat", "nested"]),
    lists: z.enum(["array", "keyed"]),
    newerFields: z.boolean(),
    belowZero: z.enum(["refuse", "clamp"]),
    overLimit: z.enum(["refuse", "serve"]),
    retryAfter: z.boolean(),
    sortDirection: z.enum(["newest-first", "oldest-first"]),
    unknownLot: z.enum(["empty", "not-found"]),
    joinedBoid: z.enum(["refuse", "accept"]),
    duplicateExternalId: z.enum(["accept", "refuse"]),
    batchForm: z.enum(["responses", "array"]),
    emptyAnswerOf: z.string().nullable(),
  })
  .partial();
const notifySchema = z
  .strictObject({
    port: z.number().int().min(1).max(65_535),
    method: z.enum(["GET", "POST"]),
    lostShare: z.number().min(0).max(1),
  })
  .partial();

/** What is set on the profile's page of keys, and the switches of this simulator. */
export function platformActs(world: BrickowlWorld) {
  return {
    /** Makes a key, or changes what one may do. */
    setKey: defineAct(
      z.strictObject({ apiKey: z.string().min(1), permissions: z.array(z.enum(permissions)) }),
      (key) => {
        world.keys.put(key);
      },
    ),
    /** The seller deletes the key: every later call is refused. */
    revokeKey: defineAct(z.strictObject({ apiKey: z.string() }), ({ apiKey }) => {
      if (!world.keys.delete(apiKey)) throw new ActRefused("There is no such key");
    }),
    /** How the knock at the notify address is made. */
    setNotify: defineAct(notifySchema, (change) => Object.assign(world.notify, change)),
    setSettings: defineAct(settingsSchema, (change) => Object.assign(world.settings, change)),
  };
}
