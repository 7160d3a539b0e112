import { type ListingReference, listingSchema, stockLevelSchema } from "@counterfoil/core/model";
import { describe, expect, test } from "vitest";
import type { RateBudget, RateLane, StockCapability, StockChange, WriteOutcome } from "../contract/index.ts";
import { type Bench, collect, declared, needed } from "./bench.ts";

export function describeListings(bench: Bench): void {
  describe("listings", () => {
    test("come in the common shape, and resume from a stored cursor", async () => {
      const { connector } = await bench.connect();
      const listings = declared(connector.listings, "listings");
      const pages = await collect(listings.all(null));
      const items = pages.flatMap((page) => page.items);
      expect(items.length).toBeGreaterThan(0);
      for (const item of items) expect(listingSchema.safeParse(item).error?.issues ?? []).toEqual([]);
      const key = (reference: ListingReference) => `${reference.externalId} ${reference.variationId ?? ""}`;
      const rest = await collect(listings.all(pages[0]!.cursor));
      const resumed = [...pages[0]!.items, ...rest.flatMap((page) => page.items)];
      const keys = (list: typeof items) => [...new Set(list.map((item) => key(item.reference)))].sort();
      expect(keys(resumed)).toEqual(keys(items));
    });
  });
}

export function describeStock(bench: Bench): void {
  const { driver } = bench;
  const { capabilities } = bench.definition.manifest;
  const setUp = async () => {
    const { connector } = await bench.connect();
    const listing = await needed(driver.stockedListing, "stockedListing")();
    const quantity = await needed(driver.quantityOf, "quantityOf")(listing);
    return { stock: declared(connector.stock, "stock"), listing, before: quantity ?? 0 };
  };

  describe("stock", () => {
    test.skipIf(!capabilities.stockRead)("is read; listings that the platform does not know are absent", async () => {
      const { stock, listing, before } = await setUp();
      const levels = await stock.read([listing, unknownListing(bench, listing)]);
      expect(levels.map((level) => [level.listing.externalId, level.quantity])).toEqual([[listing.externalId, before]]);
      for (const level of levels) expect(stockLevelSchema.safeParse(level).success).toBe(true);
    });
    test.skipIf(!capabilities.stockRead)("is read as urgently as the withdrawal that follows", async () => {
      const listing = await needed(driver.stockedListing, "stockedListing")();
      const lanes = new Set<RateLane>();
      const rateBudget: RateBudget = { acquire: async ({ lane }) => void lanes.add(lane), observe: () => {} };
      const { connector } = await bench.connect({ rateBudget });
      await declared(connector.stock, "stock").read([listing], { lane: "withdraw_stock" });
      expect(lanes).toContain("withdraw_stock");
      expect(lanes).not.toContain("refresh_catalogue");
    });
    describe.skipIf(!capabilities.stockWrite)("written", () => {
      describeWrites({ bench, setUp, truth: async (listing) => needed(driver.quantityOf, "quantityOf")(listing) });
    });
  });
}

interface StockBench {
  bench: Bench;
  setUp(): Promise<{ stock: StockCapability; listing: ListingReference; before: number }>;
  /** Asks the platform's stand-in, not the connector. */
  truth(listing: ListingReference): Promise<number | null>;
}

const change = (listing: ListingReference, quantity: number): StockChange => ({
  listing,
  quantity,
  idempotencyKey: `conformance-${listing.externalId}-${quantity}`,
});

function describeWrites({ bench, setUp, truth }: StockBench): void {
  const { driver } = bench;
  const changesOf = async (listing: ListingReference) =>
    (await driver.effects()).filter(
      (effect) => effect.kind === "stock-changed" && effect.externalId === listing.externalId,
    ).length;

  test("up and down as absolute numbers", async () => {
    const { stock, listing, before } = await setUp();
    for (const quantity of [before + 2, before - 1]) {
      const [outcome] = await stock.set([change(listing, quantity)]);
      expect(outcome).toMatchObject({ status: "done", value: { quantity } });
      expect(await truth(listing)).toBe(quantity);
    }
  });

  test("to nothing: afterwards no unit is offered", async () => {
    const { stock, listing } = await setUp();
    const [outcome] = await stock.set([change(listing, 0)]);
    expect(outcome?.status).toBe("done");
    expect((await truth(listing)) ?? 0).toBe(0);
  });

  test("with one outcome per change, in order: a bad one does not hide the others", async () => {
    const { stock, listing, before } = await setUp();
    const unknown = change(unknownListing(bench, listing), 1);
    const good = change(listing, before + 1);
    const outcomes = await stock.set([unknown, good]);
    expect(outcomes.map((outcome) => [outcome.status, outcome.idempotencyKey])).toEqual([
      ["failed", unknown.idempotencyKey],
      ["done", good.idempotencyKey],
    ]);
    expect(await truth(listing)).toBe(before + 1);
  });

  test("twice with one key: one effect", async () => {
    const { stock, listing, before } = await setUp();
    const wanted = change(listing, before + 3);
    await stock.set([wanted]);
    const [again] = await stock.set([wanted]);
    expect(again?.status).toBe("done");
    expect(await truth(listing)).toBe(before + 3);
    expect(await changesOf(listing)).toBe(1);
  });

  test("with the answer lost: outcome unknown or found by reading back, never sent blindly again", async () => {
    const { stock, listing, before } = await setUp();
    await driver.injectFault({ kind: "answer-lost", on: "stock-write", times: 1 });
    const wanted = change(listing, before + 2);
    const [outcome] = await stock.set([wanted]);
    expectDoneOrUnknown(outcome);
    expect(await truth(listing)).toBe(before + 2);
    const [repeated] = await stock.set([wanted]);
    expect(repeated?.status).toBe("done");
    expect(await truth(listing)).toBe(before + 2);
    expect(await changesOf(listing)).toBe(1);
  });

  test("through a passing 503: one effect", async () => {
    const { stock, listing, before } = await setUp();
    await driver.injectFault({ kind: "server-error", status: 503, on: "stock-write", times: 1 });
    const [outcome] = await stock.set([change(listing, before + 1)]);
    expect(outcome?.status).toBe("done");
    expect(await changesOf(listing)).toBe(1);
  });

  test("given up before it was sent: nothing changes", async () => {
    const { stock, listing, before } = await setUp();
    const outcomes = await stock
      .set([change(listing, before + 1)], { signal: AbortSignal.abort() })
      .catch((error: unknown): WriteOutcome<never>[] => [
        { status: "failed", idempotencyKey: "", error: error as never },
      ]);
    expect(outcomes[0]).toMatchObject({ status: "failed", error: { code: "aborted" } });
    expect(await truth(listing)).toBe(before);
  });
}

function expectDoneOrUnknown(outcome: WriteOutcome<unknown> | undefined): void {
  const code = outcome?.status === "failed" ? outcome.error.code : "done";
  expect(["done", "outcome_unknown"]).toContain(code);
}

function unknownListing(bench: Bench, like: ListingReference): ListingReference {
  return bench.unknownListing ?? { ...like, externalId: "999999999", sku: null, platformData: {} };
}
