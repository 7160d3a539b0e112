import type {} from "@counterfoil/db/testing";
import { expect, inject, test } from "vitest";
import { type Channel, channels } from "../support/shop-channels.ts";
import { runChaos } from "./run-chaos.ts";

const seeds = (process.env.CHAOS_SEED ?? "1,2,3").split(",").map(Number);
const minutes = Number(process.env.CHAOS_MINUTES ?? 10);
const asked = process.env.CHAOS_CHANNELS?.split(",") as Channel[] | undefined;

test.each(seeds)("seed %i: after the storm ledgers and database agree", async (seed) => {
  const rows = await runChaos({
    ...{ postgresUrl: inject("postgresUrl"), seed, minutes },
    ...{
      channels: asked ?? channels,
      faults: process.env.CHAOS_FAULTS !== "no",
      goodsCount: Number(process.env.CHAOS_GOODS ?? 30),
    },
  });
  expect(rows.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
});
