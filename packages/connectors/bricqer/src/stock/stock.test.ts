import type { ListingReference } from "@counterfoil/core/model";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stockItemSchema } from "../bricqer-schemas.ts";
import { createBricqer } from "../index.ts";
import { startStandIn } from "../testing/bricqer-stand-in.ts";
import { planChange } from "./plan-change.ts";

type StandIn = Awaited<ReturnType<typeof startStandIn>>;
let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(() => standIn.stop());

const connect = (fields: Record<string, string> = {}) => {
  const { credentials, baseURL } = standIn.settings();
  return createBricqer({
    credentials: { ...credentials, ...fields },
    ...(baseURL !== undefined && { baseURL }),
    now: () => standIn.clock.milliseconds(),
    sleep: async (ms) => standIn.clock.advance(ms),
  });
};
const brick: ListingReference = {
  externalId: "3001",
  variationId: null,
  sku: "3001-11-U",
  platformData: { stockItems: "502,503,504" },
};
const change = (quantity: number, listing = brick) => ({ listing, quantity, idempotencyKey: `k${quantity}` });
const left = () =>
  [502, 503, 504].map((id) => standIn.simulator.world.items.find((item) => item.id === id)?.remainingQuantity);

describe("stock of one definition in three places", () => {
  it("is one listing with all that is left, its places and the ids to write by", async () => {
    const listings = [];
    const problems = [];
    for await (const page of connect().listings.all(null)) {
      listings.push(...page.items);
      problems.push(...page.problems);
    }
    expect(listings).toMatchObject([
      { reference: brick, quantity: 942, location: "B-01, B-02, B-03", condition: "used", status: "active" },
      { reference: { externalId: "9001", sku: "75192-1-N" }, title: "Millennium Falcon", price: { minor: 65_000 } },
    ]);
    expect(problems).toMatchObject([{ externalId: "505", message: expect.stringContaining("no definition") }]);
  });

  it("is taken from the oldest first and added to the oldest", async () => {
    const { stock } = connect();
    expect(await stock.set([change(41)])).toMatchObject([{ status: "done", value: { quantity: 41 }, note: null }]);
    expect(left()).toEqual([0, 39, 2]);
    await stock.set([change(50)]);
    expect(left()).toEqual([9, 39, 2]);
    await stock.set([change(0)]);
    expect(left()).toEqual([0, 0, 0]);
    expect(await stock.read([brick])).toMatchObject([{ quantity: 0 }]);
  });

  it("is found in the whole stock where the reference was not kept whole", async () => {
    const bare = { ...brick, platformData: {} };
    expect(await connect().stock.read([bare])).toMatchObject([{ quantity: 942 }]);
    expect(await connect().stock.set([change(940, bare)])).toMatchObject([
      { status: "done", value: { quantity: 940 } },
    ]);
  });

  it("is not mistaken for the stock item of another definition with that id", async () => {
    const other = { ...brick, externalId: "7", platformData: { stockItems: "501" } };
    const { stock } = connect();
    expect(await stock.read([other])).toEqual([]);
    expect(await stock.set([change(1, other)])).toMatchObject([{ status: "failed", error: { code: "not_found" } }]);
    expect(standIn.simulator.ledger.count("stock-changed")).toBe(0);
  });

  it("whose answer is lost in the middle is settled by reading, not by writing again", async () => {
    const { stock } = connect();
    standIn.simulator.faults.add({ kind: "cut", when: "after-effect", method: "PATCH", skip: 1 });
    const [outcome] = await stock.set([change(1)]);
    expect(outcome).toMatchObject({ status: "failed", error: { code: "outcome_unknown", retryable: true } });
    expect(left()).toEqual([0, 0, 2]);
    expect(await stock.set([change(1)])).toMatchObject([{ status: "done", value: { quantity: 1 } }]);
    expect(left()).toEqual([0, 0, 1]);
  });

  it("that a sale lowers after the writing is told as it is", async () => {
    const act = { kind: "act", when: "after-effect", act: "channelSale" } as const;
    const input = { lines: [{ itemId: 502, quantity: 5 }] };
    standIn.simulator.faults.add({ ...act, method: "PATCH", input });
    const [outcome] = await connect().stock.set([change(900)]);
    expect(outcome).toMatchObject({ status: "done", value: { quantity: 895 }, note: expect.stringContaining("895") });
  });

  it("that is gone offers nothing: fine for none, refused for more", async () => {
    for (const itemId of [502, 503, 504]) standIn.simulator.acts.deleteItem({ itemId });
    const { stock } = connect();
    expect(await stock.set([change(0), change(3)])).toMatchObject([
      { status: "done", value: { quantity: 0 } },
      { status: "failed", error: { code: "not_found" } },
    ]);
  });

  it("stays untouched while writing is switched off, which is how it begins", async () => {
    for (const writeStock of ["no", ""]) {
      const [outcome] = await connect({ writeStock }).stock.set([change(1)]);
      expect(outcome).toMatchObject({ status: "failed", error: { code: "permission_denied" } });
    }
    expect(standIn.simulator.requests.list()).toEqual([]);
  });
});

describe("the plan of a change", () => {
  const items = fc
    .array(fc.nat(50), { minLength: 1, maxLength: 6 })
    .map((quantities) => quantities.map((remainingQuantity, id) => stockItemSchema.parse({ id, remainingQuantity })));

  it("adds up to what is wanted, never goes below zero and touches no more than it must", () => {
    fc.assert(
      fc.property(items, fc.nat(200), (before, wanted) => {
        const plan = planChange(before, wanted);
        const planned = new Map(plan.map((each) => [each.id, each.remainingQuantity]));
        const after = before.map((item) => planned.get(item.id) ?? item.remainingQuantity);
        expect(after.reduce((sum, quantity) => sum + quantity, 0)).toBe(wanted);
        expect(Math.min(...after)).toBeGreaterThanOrEqual(0);
        const total = before.reduce((sum, item) => sum + item.remainingQuantity, 0);
        if (wanted >= total) expect(plan.length).toBe(wanted === total ? 0 : 1);
        for (const [index, item] of before.entries()) {
          if (wanted <= total) expect(after[index]).toBeLessThanOrEqual(item.remainingQuantity);
        }
      }),
    );
  });
});

describe("the back office", () => {
  it("tells places, colours, shops and the report", async () => {
    const { backOffice } = connect();
    const places = await backOffice.storagePlaces();
    expect(places.map(({ label }) => label)).toEqual(expect.arrayContaining(["A-03", "B-01", "B-02"]));
    standIn.simulator.acts.setSettings({ storageForm: "paged" });
    expect(await backOffice.storagePlaces()).toEqual(places);
    const colors = await backOffice.colors();
    expect(colors.find(({ id }) => id === "38")?.bricklinkId).not.toBe("38");
    expect((await backOffice.servedShops()).map(({ provider }) => provider)).toEqual(["BrickLink", "BrickOwl", "eBay"]);
    for (const csvDelimiter of [",", ";"] as const) {
      standIn.simulator.acts.setSettings({ csvDelimiter });
      const report = await backOffice.stockReport();
      expect(report.find(({ definitionId }) => definitionId === "3001")).toMatchObject({ quantity: 942 });
    }
  });

  it("is named by the test of the connection where two could push stock", async () => {
    expect(await connect().probe()).toMatchObject({
      account: "shelfbricks",
      scopes: ["orders", "stock"],
      warnings: [expect.stringContaining("BrickLink, BrickOwl, eBay")],
    });
    expect((await connect({ writeStock: "no" }).probe()).warnings).toEqual([]);
    standIn.simulator.acts.setKey({ apiKey: "Kd93jfLq.0c1e7a5b9d3f4e6a8b2c0d1e2f3a4b5c", rights: ["orders"] });
    expect(await connect({ writeStock: "no" }).probe()).toMatchObject({
      scopes: ["orders"],
      warnings: [expect.stringContaining("does not open the stock")],
    });
  });
});
