import type {} from "@counterfoil/db/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { summary } from "./attack.ts";
import { type AttackWorld, startAttackWorld } from "./attack-world.ts";
import { describeBodies } from "./bodies.ts";
import { describeConsent } from "./consent.ts";
import { describeInjection } from "./injection.ts";
import { describeLesserRoles } from "./lesser-roles.ts";
import { describeLogIn } from "./log-in.ts";
import { describeMessages } from "./messages.ts";
import { describeOtherSellers } from "./other-sellers.ts";
import { describeOutbound } from "./outbound.ts";
import { describePaths } from "./paths.ts";
import { describeScripts } from "./scripts.ts";
import { describeSecrets } from "./secrets.ts";

// One running server, attacked from all sides: what is tried lies in one file for each group of kinds.
describe("a running server under attack", () => {
  let started: AttackWorld | undefined;
  const world = (): AttackWorld => {
    if (started === undefined) throw new Error("the server runs only while tests run");
    return started;
  };
  beforeAll(async () => {
    started = await startAttackWorld(inject("postgresUrl"));
  });
  afterAll(() => started?.stop());

  describe("other sellers", () => describeOtherSellers(world));
  describe("injection", () => describeInjection(world));
  describe("paths", () => describePaths(world));
  describe("consent", () => describeConsent(world));
  describe("messages", () => describeMessages(world));
  describe("outbound calls", () => describeOutbound(world));
  describe("bodies", () => describeBodies(world));
  describe("log-ins", () => describeLogIn(world));
  describe("scripts", () => describeScripts(world));
  describe("secrets", () => describeSecrets(world));
  describe("lesser roles", () => describeLesserRoles(world));

  test("nothing got through", () => {
    const { text, tried, through, tooFew } = summary();
    process.stdout.write(`\n${text}\n`);
    expect({ through, tooFew }).toEqual({ through: 0, tooFew: [] });
    expect(tried).toBeGreaterThanOrEqual(400);
  });
});
