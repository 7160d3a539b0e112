import { z } from "zod";
import { ActRefused, defineAct } from "../kit/index.ts";
import type { BricksetWorld } from "./brickset-world.ts";
import { useToday } from "./usage.ts";

const setChange = z
  .strictObject({
    name: z.string().min(1),
    theme: z.string().min(1),
    subtheme: z.string().nullable(),
    pieces: z.number().int().min(0).nullable(),
    barcode: z.strictObject({ EAN: z.string(), UPC: z.string() }).partial(),
  })
  .partial();

/** What Brickset's people and users do beside the API, and the switches of this simulator. */
export function platformActs(world: BricksetWorld) {
  return {
    /** Makes a key, or changes its daily limit; null lifts it. */
    setKey: defineAct(
      z.strictObject({ apiKey: z.string().min(1), dailyLimit: z.number().int().min(0).nullable() }),
      (key) => {
        world.keys.put(key);
      },
    ),
    /** Brickset withdraws a key. */
    revokeKey: defineAct(z.strictObject({ apiKey: z.string() }), ({ apiKey }) => {
      if (!world.keys.delete(apiKey)) throw new ActRefused("There is no such key");
    }),
    /** Sets how often the key has called `getSets` today. */
    setUseToday: defineAct(
      z.strictObject({ apiKey: z.string(), count: z.number().int().min(0) }),
      ({ apiKey, count }) => {
        if (!world.keys.has(apiKey)) throw new ActRefused("There is no such key");
        useToday(world, apiKey).count = count;
      },
    ),
    /** The user changes the password: the old hash is refused from now on. */
    changePassword: defineAct(z.strictObject({ username: z.string(), password: z.string().min(1) }), (change) => {
      const user = world.users.get(change.username);
      if (user === undefined) throw new ActRefused("There is no such user");
      Object.assign(user, { password: change.password, userHash: world.random.hex(20) });
    }),
    /** An editor changes a set; `lastUpdated` moves. */
    editSet: defineAct(z.strictObject({ setID: z.number().int(), change: setChange }), ({ setID, change }) => {
      const set = world.sets.get(String(setID));
      if (set === undefined) throw new ActRefused("There is no such set");
      Object.assign(set, change, { lastUpdated: world.clock.iso() });
      world.ledger.append("set-edited", { setID, ...change });
    }),
    setSettings: defineAct(z.strictObject({ queryFindsBarcodes: z.boolean() }).partial(), (change) =>
      Object.assign(world.settings, change),
    ),
  };
}
