import { expect, test } from "vitest";
import { ConnectorError, type TokenSet } from "../contract/index.ts";
import { createAuthorized } from "./authorized.ts";
import { createMemoryTokenStore } from "./memory-token-store.ts";

const tokens = (accessToken: string, expiresAt: number | null = null): TokenSet => ({
  accessToken,
  accessTokenExpiresAt: expiresAt,
  refreshToken: "r",
  refreshTokenExpiresAt: null,
  scopes: [],
});
const expired = () => new ConnectorError({ code: "auth_expired", message: "Expired." });

function setUp(stored: TokenSet | null, exchange: (current: TokenSet) => Promise<TokenSet>) {
  let exchanges = 0;
  const store = createMemoryTokenStore(stored);
  const authorized = createAuthorized({
    platform: "test-shop",
    tokens: store,
    now: () => 1_000_000,
    exchange: (current) => {
      exchanges += 1;
      return exchange(current);
    },
  });
  return { authorized, store, exchanges: () => exchanges };
}

test("many callers that meet an expired token refresh it once and all succeed", async () => {
  const { authorized, exchanges } = setUp(tokens("old"), async () => tokens("new"));
  const call = async (accessToken: string) => {
    await Promise.resolve();
    if (accessToken === "old") throw expired();
    return accessToken;
  };
  const answers = await Promise.all(Array.from({ length: 20 }, () => authorized(call)));
  expect(new Set(answers)).toEqual(new Set(["new"]));
  expect(exchanges()).toBe(1);
});

test("a caller that comes late with the stale token gets the new one without another exchange", async () => {
  const { authorized, store, exchanges } = setUp(tokens("old"), async () => tokens("new"));
  let meanwhile = true;
  await authorized(async (accessToken) => {
    if (meanwhile) {
      meanwhile = false;
      await store.refresh(tokens("old"), async () => tokens("from elsewhere"));
    }
    if (accessToken === "old") throw expired();
    expect(accessToken).toBe("from elsewhere");
  });
  expect(exchanges()).toBe(0);
});

test("a token is replaced five minutes ahead of its expiry", async () => {
  const near = setUp(tokens("old", 1_000_000 + 299_000), async () => tokens("new"));
  expect(await near.authorized(async (token) => token)).toBe("new");
  const far = setUp(tokens("old", 1_000_000 + 301_000), async () => tokens("new"));
  expect(await far.authorized(async (token) => token)).toBe("old");
});

test("a token that still works is used when refreshing ahead fails for a passing reason", async () => {
  const { authorized } = setUp(tokens("old", 1_060_000), async () => {
    throw new ConnectorError({ code: "unavailable", message: "Down." });
  });
  expect(await authorized(async (token) => token)).toBe("old");
});

test("a token refused straight after its refresh means the grant is gone", async () => {
  const { authorized, exchanges } = setUp(tokens("old"), async () => tokens("new"));
  const call = authorized(async () => {
    throw expired();
  });
  await expect(call).rejects.toMatchObject({ code: "auth_revoked" });
  expect(exchanges()).toBe(1);
});

test("a refused refresh is told as it is, and the next call tries again", async () => {
  let refusals = 1;
  const { authorized } = setUp(tokens("old", 0), async () => {
    if (refusals-- > 0) throw new ConnectorError({ code: "auth_revoked", message: "Gone." });
    return tokens("new");
  });
  await expect(authorized(async (token) => token)).rejects.toMatchObject({ code: "auth_revoked" });
  expect(await authorized(async (token) => token)).toBe("new");
});

test("other errors pass through without a refresh", async () => {
  const { authorized, exchanges } = setUp(tokens("old"), async () => tokens("new"));
  const call = authorized(async () => {
    throw new ConnectorError({ code: "not_found", message: "No." });
  });
  await expect(call).rejects.toMatchObject({ code: "not_found" });
  expect(exchanges()).toBe(0);
});

test("one caller's abort does not end the refresh for the others", async () => {
  let finish: (set: TokenSet) => void = () => {};
  const { authorized } = setUp(tokens("old", 0), () => new Promise((resolve) => (finish = resolve)));
  const controller = new AbortController();
  const impatient = authorized(async (token) => token, { signal: controller.signal });
  const patient = authorized(async (token) => token);
  await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  await expect(impatient).rejects.toMatchObject({ code: "aborted" });
  finish(tokens("new"));
  expect(await patient).toBe("new");
});
