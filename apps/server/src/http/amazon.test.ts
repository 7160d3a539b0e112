import { describeEachDatabase } from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ConnectionCard } from "../services/connections/connection-card.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

interface Run {
  kind: string;
  state: string;
  seen: number;
  errors: unknown[];
}

const marketplace = "A1F83G8C2ARO7P";

describeEachDatabase("Amazon, connected both ways", (context) => {
  let sandbox: Sandbox;
  let server: TestServer;
  let owner: Visitor;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    const endpoints = { amazon: sandbox.baseURL("amazon") };
    server = await startTestServer(context.database, { overrides: { endpoints } });
    owner = await server.owner();
    sandbox.amazon.acts.setRedirectUris({ redirectUris: [`${server.url}/api/integrations/amazon/callback`] });
  });
  afterAll(async () => {
    await server?.stop();
    await sandbox?.stop();
  });

  const keys = () => {
    const { clientId, clientSecret, sellerId, refreshToken } = sandbox.credentials.amazon;
    return { platform: "amazon", marketplace, fields: { clientId, clientSecret, sellerId, refreshToken } };
  };
  const card = async () => {
    const cards = (await owner.query("connections.list")).data as ConnectionCard[];
    return cards.find(({ platform }) => platform === "amazon");
  };

  test("a region that the marketplace does not belong to is refused with the reason; nothing is stored", async () => {
    const wrong = { ...keys(), fields: { ...keys().fields, region: "na" } };
    const { error } = await owner.mutate("connections.saveKeys", wrong);
    expect(JSON.stringify(error)).toContain("amazon.co.uk belongs to Europe");
    expect(await card()).toMatchObject({ status: "not_connected" });
    const { clientId, clientSecret, applicationId } = sandbox.credentials.amazon;
    const fields = { clientId, clientSecret, applicationId, region: "na" };
    const started = await owner.mutate("connections.startOAuth", { platform: "amazon", marketplace, fields });
    expect(JSON.stringify(started.error)).toContain("amazon.co.uk belongs to Europe");
  });

  test("a refresh token entered by hand connects, and the orders come in", async () => {
    const { error } = await owner.mutate("connections.saveKeys", keys());
    expect(error).toBeUndefined();
    expect(await card()).toMatchObject({ status: "connected", marketplace });
    await vi.waitFor(
      async () => {
        const runs = (await owner.query("sync.runs", {})).data as Run[];
        const run = runs.find(({ kind }) => kind === "orders");
        expect(run).toMatchObject({ state: "done", errors: [] });
        expect(run?.seen).toBeGreaterThan(10);
      },
      { timeout: 40_000, interval: 200 },
    );
  });

  test("a consent that is declined leaves the working connection as it is", async () => {
    const before = await card();
    expect(await consent("cancel")).toContain("connect_error=access_denied");
    expect(await card()).toEqual(before);
  });

  test("a consent on Seller Central takes its place, with the same account and history", async () => {
    const before = await card();
    expect(await consent("confirm")).toBe("/settings/integrations?connected=amazon");
    expect(await card()).toMatchObject({ status: "connected", connectionId: before?.connectionId, marketplace });
    const tested = await owner.mutate("connections.test", { connectionId: before?.connectionId });
    expect(tested.data).toMatchObject({ called: "GET /sellers/v1/marketplaceParticipations" });
  });

  /** Goes to the simulated Seller Central and back; gives where the browser lands. */
  async function consent(decision: "confirm" | "cancel"): Promise<string | null> {
    const { clientId, clientSecret, applicationId, sellerId } = sandbox.credentials.amazon;
    const fields = { clientId, clientSecret, applicationId };
    const started = await owner.mutate("connections.startOAuth", { platform: "amazon", marketplace, fields });
    expect(started.error).toBeUndefined();
    const { authorizationUrl } = started.data as { authorizationUrl: string };
    const body = new URLSearchParams({ decision, sellerId });
    const decided = await fetch(authorizationUrl, { method: "POST", body, redirect: "manual" });
    const back = new URL(decided.headers.get("location") ?? "");
    const landed = await owner.fetch(`${back.pathname}${back.search}`);
    return landed.headers.get("location");
  }
});
