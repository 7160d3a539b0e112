import type {} from "@counterfoil/db/testing";
import { expect, inject, test } from "vitest";
import { runChaos } from "./run-chaos.ts";

// The quick ones: eBay's orders are read half a minute behind its clock, and Bricqer takes sixty calls a minute.
const channels = ["bricklink", "brickowl", "flipkart", "tiktok-shop"] as const;

test("after a short storm over four platforms ledgers and database agree", async () => {
  const postgresUrl = inject("postgresUrl");
  const rows = await runChaos({ postgresUrl, seed: 4, minutes: 0.25, channels, faults: true, goodsCount: 8 });
  expect(rows.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
});
