import { describeEachDatabase } from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConnectionCard } from "../services/connections/connection-card.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

const platform = "monzo";

describeEachDatabase("Monzo through the server", (context) => {
  let sandbox: Sandbox;
  let server: TestServer;
  let owner: Visitor;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    server = await startTestServer(context.database, {
      overrides: { endpoints: { [platform]: sandbox.baseURL(platform) } },
    });
    owner = await server.owner();
    sandbox.monzo.acts.setRedirectUris({ redirectUris: [`${server.url}/api/integrations/${platform}/callback`] });
  });
  afterAll(async () => {
    await server?.stop();
    await sandbox?.stop();
  });

  const card = async () => {
    const cards = (await owner.query("connections.list")).data as ConnectionCard[];
    return cards.find((each) => each.platform === platform);
  };
  const testNow = async () => owner.mutate("connections.test", { connectionId: (await card())?.connectionId });
  /** Types the address on the simulated page, follows the mailed link; gives where the browser lands. */
  const consent = async (): Promise<string> => {
    const { clientId, clientSecret, email } = sandbox.credentials.monzo;
    const started = await owner.mutate("connections.startOAuth", { platform, fields: { clientId, clientSecret } });
    expect(started.error).toBeUndefined();
    const { authorizationUrl } = started.data as { authorizationUrl: string };
    const mailed = await fetch(authorizationUrl, { method: "POST", body: new URLSearchParams({ email }) });
    const link = /id="magic-link" href="([^"]+)"/.exec(await mailed.text())?.[1]?.replaceAll("&amp;", "&") ?? "";
    const followed = await fetch(new URL(link, authorizationUrl), { redirect: "manual" });
    const back = new URL(followed.headers.get("location") ?? "");
    return (await owner.fetch(`${back.pathname}${back.search}`)).headers.get("location") ?? "";
  };

  test("a sign-in that waits for the app is kept: incomplete, not broken, and says what to do", async () => {
    expect(await consent()).toBe(`/settings/integrations?connected=${platform}`);
    expect(await card()).toMatchObject({
      status: "incomplete",
      error: { code: "approval_pending", message: expect.stringContaining("Waiting for approval in your Monzo app") },
    });
    expect((await testNow()).data).toMatchObject({ pending: expect.stringContaining("Monzo app") });
    expect(await card()).toMatchObject({ status: "incomplete" });
  });

  test("once approved in the app, the test passes and the card is green", async () => {
    sandbox.monzo.acts.approve({});
    const tested = await testNow();
    expect(tested.data).toMatchObject({ called: "GET /ping/whoami", pending: null });
    expect(await card()).toMatchObject({
      status: "connected",
      error: null,
      account: expect.stringContaining("account"),
    });
  });

  test("an expired token is renewed, and the renewed one is the stored one", async () => {
    for (let time = 0; time < 2; time += 1) {
      sandbox.monzo.acts.expireAccessTokens({});
      expect((await testNow()).error).toBeUndefined();
    }
    expect(sandbox.monzo.ledger.count("token-refreshed")).toBe(2);
  });

  test("access that was taken away in the app asks for a new sign-in", async () => {
    sandbox.monzo.acts.revoke({});
    expect((await testNow()).error).toBeDefined();
    expect(await card()).toMatchObject({ status: "error", error: { code: "auth_revoked" } });
    expect(await consent()).toContain("connected=monzo");
    expect(await card()).toMatchObject({ status: "incomplete" });
  });
});
