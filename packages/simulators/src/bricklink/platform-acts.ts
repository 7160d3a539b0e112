import { z } from "zod";
import { ActRefused, defineAct } from "../kit/index.ts";
import type { Token } from "./bricklink-entities.ts";
import type { BricklinkWorld } from "./bricklink-world.ts";

const tokenRef = z.strictObject({ tokenValue: z.string() });

/** What is set on BrickLink's API page, and the switches of this simulator. */
export function platformActs(world: BricklinkWorld) {
  return {
    /** Binds a token to an IPv4 address and mask. */
    setTokenAddress: defineAct(
      tokenRef.extend({ allowedIp: z.ipv4(), allowedMask: z.ipv4().default("255.255.255.255") }),
      ({ tokenValue, allowedIp, allowedMask }) => {
        Object.assign(findToken(world, tokenValue), { allowedIp, allowedMask });
      },
    ),
    /** The seller deletes the token: every later call is refused. */
    revokeToken: defineAct(tokenRef, ({ tokenValue }) => {
      findToken(world, tokenValue).revoked = true;
    }),
    /** The seller has the consumer secret made anew; the old one stops working. */
    renewConsumerSecret: defineAct(
      tokenRef.extend({ consumerSecret: z.string() }),
      ({ tokenValue, consumerSecret }) => {
        findToken(world, tokenValue).consumerSecret = consumerSecret;
      },
    ),
    /** Registers the address that notifications are pushed to; null takes it away. */
    setCallback: defineAct(
      z.strictObject({
        url: z.url().nullable(),
        body: z.enum(["list", "object", "empty"]).optional(),
        lostShare: z.number().min(0).max(1).optional(),
      }),
      (change) => Object.assign(world.callback, given(change)),
    ),
    setSettings: defineAct(
      z.strictObject({
        statuses: z.enum(["always-200", "as-documented"]).optional(),
        noContent: z.enum(["envelope", "empty-204"]).optional(),
        missingDescription: z.enum(["refuse", "clear"]).optional(),
        belowZeroCode: z.union([z.literal(400), z.literal(422)]).optional(),
        overLimit: z.enum(["silent", "refuse"]).optional(),
        clockSkewSeconds: z.number().optional(),
      }),
      (change) => Object.assign(world.settings, given(change)),
    ),
  };
}

function given<T extends object>(change: T): Partial<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function findToken(world: BricklinkWorld, tokenValue: string): Token {
  const token = world.tokens.get(tokenValue);
  if (token === undefined) throw new ActRefused(`There is no token ${tokenValue}`);
  return token;
}
