import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createClock } from "../kit/index.ts";
import { type Sandbox, startSandbox } from "./index.ts";

const ANCHOR = "2026-11-21T09:00:00.000Z";
let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ anchor: ANCHOR, clock: createClock({ at: ANCHOR, mode: "frozen" }) });
});
afterEach(() => sandbox.stop());

describe("Flipkart in the sandbox", () => {
  it("is opened by the demo application, and shows what waits to be sent", async () => {
    const { applicationId, applicationSecret } = sandbox.credentials.flipkart;
    const base = sandbox.baseURL("flipkart");
    const basic = Buffer.from(`${applicationId}:${applicationSecret}`).toString("base64");
    const tokenUrl = `${base}/oauth-service/oauth/token?grant_type=client_credentials&scope=Seller_Api`;
    const token = await fetch(tokenUrl, { headers: { authorization: `Basic ${basic}` } });
    const { access_token } = z.object({ access_token: z.string() }).parse(await token.json());
    const answer = await fetch(`${base}/sellers/v3/shipments/filter`, {
      method: "POST",
      headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
      body: JSON.stringify({ filter: { type: "preDispatch", states: ["APPROVED"] } }),
    });
    const { shipments } = z
      .object({ shipments: z.array(z.object({ shipmentId: z.string() })) })
      .parse(await answer.json());
    const waiting = sandbox.flipkart.world.shipments.where(({ state, hold }) => state === "APPROVED" && !hold);
    expect(shipments).toHaveLength(waiting.length);
    expect(waiting.length).toBeGreaterThan(0);
    expect(await (await fetch(sandbox.origin)).text()).toContain(applicationId);
  });

  it("sells the same stock codes as eBay, in the same quantity less its own sales", () => {
    const { ebay, flipkart } = sandbox;
    const shared = flipkart.world.listings.all().flatMap(({ sku, locations: [location] }) => {
      const twin = ebay.world.listings.find((each) => each.sku === sku && each.status === "ACTIVE");
      return twin === undefined
        ? []
        : [{ sku, twin: twin.available, here: (location?.inventory ?? 0) + (location?.pendingInventory ?? 0) }];
    });
    expect(shared.length).toBeGreaterThan(5);
    for (const { here, twin, sku } of shared) expect(here, sku).toBe(twin);
  });

  it("is the same for the same shop, and fits any seed", async () => {
    const twin = await startSandbox({ anchor: ANCHOR, clock: createClock({ at: ANCHOR, mode: "frozen" }) });
    expect(twin.flipkart.snapshot().store).toEqual(sandbox.flipkart.snapshot().store);
    await twin.stop();
    const other = await startSandbox({ anchor: ANCHOR, seed: "another shop" });
    expect(other.flipkart.world.listings.size).toBeGreaterThan(10);
    await other.stop();
  });
});
