import { describeEachDatabase } from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConnectionCard } from "../services/connections/connection-card.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

const platform = "brickset";

describeEachDatabase("Brickset through the server", (context) => {
  let sandbox: Sandbox;
  let server: TestServer;
  let owner: Visitor;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    server = await startTestServer(context.database, {
      overrides: { endpoints: { [platform]: sandbox.baseURL(platform) } },
    });
    owner = await server.owner();
  });
  afterAll(async () => {
    await server?.stop();
    await sandbox?.stop();
  });

  const card = async () => {
    const cards = (await owner.query("connections.list")).data as ConnectionCard[];
    return cards.find((each) => each.platform === platform);
  };
  const save = (fields: Record<string, string>) => owner.mutate("connections.saveKeys", { platform, fields });
  const callsOf = (kind: string) => sandbox.brickset.requests.list({ kind }).length;

  test("wrong keys and wrong passwords are refused in words, and nothing is stored", async () => {
    const { username, apiKey } = sandbox.credentials.brickset;
    expect(JSON.stringify((await save({ apiKey: "3-ffff-ffff-ffff" })).error)).toContain("API key");
    const { error } = await save({ apiKey, username, password: "not-the-password" });
    expect(JSON.stringify(error)).toContain("user name or password");
    expect(JSON.stringify(error)).not.toContain("not-the-password");
    expect(await card()).toMatchObject({ status: "not_connected" });
  });

  test("a key connects without using a look-up", async () => {
    const { apiKey } = sandbox.credentials.brickset;
    expect((await save({ apiKey })).error).toBeUndefined();
    expect(await card()).toMatchObject({ status: "connected" });
    expect([callsOf("login") > 0, callsOf("getSets")]).toEqual([true, 0]);
  });

  test("a password becomes a login that goes on working, and is asked for no more", async () => {
    const logins = callsOf("login");
    expect((await save(sandbox.credentials.brickset)).error).toBeUndefined();
    expect(callsOf("login")).toBe(logins + 1);
    const connected = await card();
    expect(connected).toMatchObject({ status: "connected" });
    const tested = await owner.mutate("connections.test", { connectionId: connected?.connectionId });
    expect(tested.data).toMatchObject({ called: "checkKey", warnings: [] });
    expect(callsOf("login")).toBe(logins + 1);
    expect(callsOf("checkUserHash")).toBeGreaterThan(0);
  });
});
