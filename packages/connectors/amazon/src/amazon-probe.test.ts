import { createMemoryTokenStore } from "@counterfoil/connector-kit";
import { expect, test } from "vitest";
import { createAmazon } from "./index.ts";
import { fakeFetch, testCredentials, testNow, testSettings } from "./testing/fake-fetch.ts";

const day = 86_400_000;
const daysAgo = (days: number) => new Date(testNow - days * day).toISOString().slice(0, 10);
const [uk, germany, france] = ["A1F83G8C2ARO7P", "A1PA6795UKMFR9", "A13V1IB3VIYZZH"];

function probe(credentials: Record<string, string> = {}, options: { selling?: string[]; expiresAt?: number } = {}) {
  const { selling = [uk, germany], expiresAt = null } = options;
  const payload = [uk, germany, france].map((id) => ({
    marketplace: { id, countryCode: "GB", name: id },
    storeName: id === uk ? "Brick Desk" : "Other name",
    participation: { isParticipating: selling.includes(id), hasSuspendedListings: id === germany },
  }));
  const tokens = createMemoryTokenStore({
    ...{ accessToken: "Atza|x", accessTokenExpiresAt: null, refreshToken: "Atzr|x", scopes: [] },
    refreshTokenExpiresAt: expiresAt,
  });
  const all = { ...testCredentials, ...credentials };
  return createAmazon(
    testSettings(fakeFetch(() => ({ body: { payload } })).fetch, { credentials: all, tokens }),
  ).probe();
}

test("names the shop of the home marketplace and what was called", async () => {
  expect(await probe()).toEqual({
    account: "Brick Desk",
    accountId: "A3TH9S8BH6GOGM/eu",
    scopes: null,
    marketplace: uk,
    called: "GET /sellers/v1/marketplaceParticipations",
    latencyMs: 0,
    warnings: ["Amazon has suspended listings on amazon.de."],
  });
});

test("refuses a marketplace that the account does not sell in, and says where it sells", async () => {
  await expect(probe({}, { selling: [germany] })).rejects.toMatchObject({
    code: "invalid_request",
    message:
      "This Amazon account does not sell on amazon.co.uk. It sells on amazon.de. Choose one of its marketplaces.",
  });
  await expect(probe({}, { selling: [] })).rejects.toThrow("It sells nowhere yet.");
});

test("warns of marketplaces chosen but not sold in, and sold in but not chosen", async () => {
  const { warnings } = await probe({ marketplaceIds: `${uk},${france}` });
  expect(warnings).toEqual([
    "The account does not sell on amazon.fr: nothing is read from there.",
    "The account also sells on amazon.de, which is not read.",
  ]);
});

test.each([
  [149, null],
  [150, "The client secret stops working in 30 days."],
  [179, "The client secret stops working in 1 days."],
  [180, "The client secret is 180 days old, past Amazon's 180."],
])("a client secret of %i days: %s", async (age, words) => {
  const { warnings } = await probe({ marketplaceIds: uk, clientSecretCreatedAt: daysAgo(age) });
  const found = warnings.find((warning) => warning.includes("client secret"));
  if (words === null) expect(found).toBeUndefined();
  else expect(found).toContain(words);
});

test("warns a month before the yearly authorisation ends", async () => {
  const at = (days: number) => probe({ marketplaceIds: uk }, { expiresAt: testNow + days * day });
  expect((await at(31)).warnings.join(" ")).not.toContain("authorisation");
  expect((await at(29)).warnings.join(" ")).toContain("until 2026-04-08");
});

test("warns of shapes that Amazon does not use today, and blocks none", async () => {
  const odd = { clientId: "my-client", clientSecret: "my-secret", sellerId: "merchant" };
  const { warnings } = await probe({ ...odd, marketplaceIds: uk });
  expect(warnings.filter((warning) => warning.includes("does not look like"))).toHaveLength(3);
});
