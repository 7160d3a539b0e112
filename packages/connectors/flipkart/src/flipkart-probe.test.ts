import { createMemoryTokenStore } from "@counterfoil/connector-kit";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { answeringFetch } from "./testing/answering-fetch.ts";
import { own } from "./testing/flipkart-seed.ts";
import { startStandIn } from "./testing/flipkart-stand-in.ts";

const { flipkart, driver, connect, stop } = await startStandIn();
afterAll(stop);
beforeEach(() => driver.reset());

const locations = (...ids: string[]) =>
  answeringFetch(({ path }) =>
    path.endsWith("/allLocations")
      ? { locations: ids.map((locationId) => ({ locationId, locationName: `Shed ${locationId}` })) }
      : undefined,
  ).fetch;
const warnings = async (more: Parameters<typeof connect>[0]) => (await connect(more).probe()).warnings;
const without = { applicationId: own.applicationId, applicationSecret: own.applicationSecret };

test("looks for one open shipment, and names no seller: Flipkart does not", async () => {
  const { fetch, to } = answeringFetch();
  expect(await connect({ fetch }).probe()).toMatchObject({
    account: null,
    marketplace: "IN",
    called: "POST /v3/shipments/filter",
  });
  expect(to("/filter").map(({ body }) => body)).toEqual([
    { filter: { type: "preDispatch", states: ["APPROVED"] }, pagination: { pageSize: 1 } },
  ]);
});

test("an application that Flipkart has not approved yet lacks the right, which is said", async () => {
  flipkart.acts.setApproved({ approved: false });
  await expect(connect().probe()).rejects.toMatchObject({
    code: "permission_denied",
    message: expect.stringContaining("Developer Access"),
  });
});

describe("warns", () => {
  test("where several locations leave open which one's stock is kept here", async () => {
    const found = await warnings({ credentials: without, fetch: locations("LOC1", "LOC2") });
    expect(found.join()).toContain("several locations: LOC1 (Shed LOC1), LOC2 (Shed LOC2)");
    expect((await warnings({ credentials: without, fetch: locations("LOC1") })).join()).not.toContain("location");
  });

  test("of a location that Flipkart does not name, or that looks odd", async () => {
    const chosen = (locationId: string) => ({ ...without, locationId });
    expect((await warnings({ credentials: chosen("LOC3"), fetch: locations("LOC1", "LOC2") })).join()).toContain(
      "does not name LOC3",
    );
    expect((await warnings({ credentials: chosen("SHED-1"), fetch: locations("SHED-1") })).join()).toContain(
      "begin with LOC",
    );
    expect(await warnings({ credentials: chosen("LOC1"), fetch: locations("LOC1") })).toEqual(
      await warnings({ credentials: chosen("LOC1"), fetch: locations() }),
    );
  });

  test("not of locations where that call does not exist, which no document names", async () => {
    flipkart.acts.setBehaviour({ hasLocationsCall: false });
    expect((await warnings({ credentials: without })).join()).not.toContain("location");
  });

  test("of a consent that ends within thirty days", async () => {
    const issued = flipkart.acts.issueTokens({});
    const ending = (days: number) =>
      createMemoryTokenStore({
        accessToken: issued.accessToken,
        accessTokenExpiresAt: null,
        refreshToken: "r",
        refreshTokenExpiresAt: driver.clock.now() + days * 86_400_000,
        scopes: [],
      });
    expect((await warnings({ tokens: ending(29) })).join()).toContain("ends on 2026-12-20");
    expect((await warnings({ tokens: ending(31) })).join()).not.toContain("consent");
  });
});
