import type { TokenSet } from "@counterfoil/connector-kit";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createFakePlatform, fakeTokens } from "../../testing/fake-platform.ts";
import { provenConsent } from "../../testing/proven-consent.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import { type ServiceContext, systemContext } from "../context.ts";
import { acquireLease, releaseLease } from "./lease.ts";
import { storeProvenConnection } from "./store-proven-connection.ts";
import { createTokenStore } from "./token-store.ts";

describeEachDatabase("tokens that several processes share", (context) => {
  let servers: TestServer[];
  let contexts: ServiceContext[];
  let connectionId: string;
  beforeAll(async () => {
    const overrides = { connectors: [createFakePlatform("consentmart", "oauth2").definition] };
    servers = [
      await startTestServer(context.database, { overrides }),
      await startTestServer(context.database, { overrides }),
    ];
    const workspaceId = await context.createWorkspace();
    contexts = servers.map(({ parts }) => systemContext(parts, workspaceId, "test"));
  });
  afterAll(async () => {
    for (const server of servers ?? []) await server.stop();
  });
  beforeEach(async () => {
    connectionId = await storeProvenConnection(contexts[0]!, provenConsent("consentmart"));
  });

  const storeOf = (index: number) => createTokenStore(contexts[index]!, connectionId);

  test("ten callers in two processes that saw the same stale token cause one exchange, and all get its answer", async () => {
    const stale = (await storeOf(0).read()) as TokenSet;
    let exchanges = 0;
    const exchange = async (current: TokenSet) => {
      expect(current).toEqual(stale);
      exchanges += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return fakeTokens(2);
    };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => storeOf(index % 2).refresh(stale, exchange)),
    );
    expect(exchanges).toBe(1);
    expect(new Set(answers.map(({ accessToken }) => accessToken))).toEqual(new Set(["access-secret-2"]));
    expect((await storeOf(1).read())?.refreshToken).toBe("refresh-secret-2");
  });

  test("a rotated refresh token is in the database before the caller goes on", async () => {
    const stale = (await storeOf(0).read()) as TokenSet;
    const fresh = await storeOf(0).refresh(stale, async () => fakeTokens(5));
    expect(await storeOf(1).read()).toEqual(fresh);
    const row = await context.database.asSystem((tx) =>
      tx.selectFrom("connections").select("expires_at").where("id", "=", connectionId).executeTakeFirstOrThrow(),
    );
    expect(row.expires_at?.getTime()).toBe(fresh.refreshTokenExpiresAt);
  });

  test("a caller whose token is stale already gets the newer one without an exchange", async () => {
    const stale = (await storeOf(0).read()) as TokenSet;
    await storeOf(0).refresh(stale, async () => fakeTokens(3));
    const answer = await storeOf(1).refresh(stale, () => Promise.reject(new Error("must not be called")));
    expect(answer.accessToken).toBe("access-secret-3");
  });

  test("a failed exchange keeps the stored tokens and lets the next caller try", async () => {
    const stale = (await storeOf(0).read()) as TokenSet;
    await expect(storeOf(0).refresh(stale, () => Promise.reject(new Error("outage")))).rejects.toThrow("outage");
    expect(await storeOf(0).read()).toEqual(stale);
    expect((await storeOf(1).refresh(stale, async () => fakeTokens(4))).accessToken).toBe("access-secret-4");
  });

  test("tokens of a connection that was disconnected meanwhile are not brought back", async () => {
    const stale = (await storeOf(0).read()) as TokenSet;
    const refreshing = storeOf(0).refresh(stale, async () => {
      await context.database.asSystem((tx) => tx.deleteFrom("credentials").execute());
      return fakeTokens(6);
    });
    await expect(refreshing).rejects.toMatchObject({ code: "auth_revoked" });
    expect(await storeOf(0).read()).toBeNull();
  });

  test("a lease belongs to one holder until it is given back or runs out", async () => {
    const [ctx] = contexts as [ServiceContext];
    expect(await acquireLease(ctx, { name: "round", holder: "a", seconds: 60 })).toBe(true);
    expect(await acquireLease(ctx, { name: "round", holder: "b", seconds: 60 })).toBe(false);
    await releaseLease(ctx, { name: "round", holder: "b" });
    expect(await acquireLease(ctx, { name: "round", holder: "b", seconds: 60 })).toBe(false);
    await releaseLease(ctx, { name: "round", holder: "a" });
    expect(await acquireLease(ctx, { name: "round", holder: "b", seconds: -1 })).toBe(true);
    expect(await acquireLease(ctx, { name: "round", holder: "c", seconds: 60 })).toBe(true);
  });
});
