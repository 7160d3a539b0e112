import { describe, expect, test } from "vitest";
import { type Bench, needed, refusal } from "./bench.ts";

export function describeTokens(bench: Bench): void {
  const { driver } = bench;
  const consents = bench.definition.oauth !== undefined;

  describe("connection", () => {
    test.skipIf(!consents)("an expired token is refreshed once for many callers, and all of them succeed", async () => {
      const { connector, events } = await bench.connect();
      await connector.probe();
      await needed(driver.expireTokens, "expireTokens")();
      const before = await needed(driver.refreshCount, "refreshCount")();
      const results = await Promise.all(Array.from({ length: 8 }, () => connector.probe()));
      expect(results).toHaveLength(8);
      expect((await needed(driver.refreshCount, "refreshCount")()) - before).toBe(1);
      expect(events.filter((event) => event.type === "refresh")).toHaveLength(1);
    });

    test.skipIf(!consents && !driver.revoke)("a connection that the seller withdrew is auth_revoked", async () => {
      const { connector } = await bench.connect();
      await connector.probe();
      await needed(driver.revoke, "revoke")();
      expect(await refusal(connector.probe())).toMatchObject({ code: "auth_revoked", retryable: false });
    });
  });
}
