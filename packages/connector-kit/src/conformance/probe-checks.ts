import { describe, expect, test } from "vitest";
import { type Bench, expectNoSecret, refusal, secretsOf } from "./bench.ts";

export function describeProbe(bench: Bench): void {
  const { driver, definition } = bench;
  const fields = definition.manifest.connectionMethods.flatMap((method) => method.fields);

  describe("probe", () => {
    test("names what it called, how long it took and whose account it is, and no secret", async () => {
      const { connector, events } = await bench.connect();
      const result = await connector.probe();
      expect(result.called).not.toBe("");
      expect(result.latencyMs).toBeGreaterThanOrEqual(0);
      expect(result.account).not.toBe("");
      expectNoSecret([result, events], secretsOf(await bench.settings(), fields));
    });

    test("changes nothing on the platform", async () => {
      const { connector } = await bench.connect();
      await connector.probe();
      expect(await driver.effects()).toEqual([]);
    });

    test("blames wrong credentials, without repeating them", async () => {
      const { connector, events } = await bench.connectWrongly();
      const error = await refusal(connector.probe());
      expect(["auth_expired", "auth_revoked", "permission_denied"]).toContain(error.code);
      expect(error.retryable).toBe(false);
      expectNoSecret([error.message, error.issues, events], secretsOf(await bench.wrongSettings(), fields));
    });

    test("never blames credentials while the platform is down", async () => {
      await driver.injectFault({ kind: "server-error", status: 503, on: "any", times: null });
      const { connector } = await bench.connect();
      expect(await refusal(connector.probe())).toMatchObject({ code: "unavailable", retryable: true });
      expect(await driver.requestCount(), "retries are bounded").toBeLessThanOrEqual(10);
    });

    test("ends at once when its caller gives up, and at its deadline", async () => {
      await driver.injectFault({ kind: "slow", milliseconds: 3_000, on: "any", times: null });
      const controller = new AbortController();
      const { connector } = await bench.connect();
      setTimeout(() => controller.abort(), 20);
      const startedAt = performance.now();
      expect((await refusal(connector.probe({ signal: controller.signal }))).code).toBe("aborted");
      const late = await refusal((await bench.connect()).connector.probe({ deadlineMs: 50 }));
      expect(["unavailable", "rate_limited"]).toContain(late.code);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    });
  });
}
