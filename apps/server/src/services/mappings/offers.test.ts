import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test } from "vitest";
import { entryOf, lineOf, refusalOf, unitsOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

const falcon = {
  title: "UCS Millennium Falcon",
  condition: "used" as const,
  identifiers: [{ type: "set_number" as const, value: "75192-1" }],
};
const castle = {
  ...falcon,
  title: "Lion Knights Castle",
  identifiers: [{ type: "set_number" as const, value: "10305-1" }],
};

describeEachDatabase("offered mappings", (context) => {
  let desk: TestDesk;
  let sold = 0;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
    sold = 0;
  });
  const sell = async (sku: string | null, more: object = {}) => {
    sold += 1;
    desk.shop.put({ externalId: `1-${sold}`, lines: [{ sku, title: "Box from the attic", ...more }] });
    await desk.sync();
    return `1-${sold}`;
  };
  const choose = async (externalId: string, unit: object = falcon) => {
    const { id } = await desk.stock(unit);
    const entry = await entryOf(desk, externalId);
    await desk.owner.resolution.resolve({ entryId: entry.id, units: [{ inventoryItemId: id, quantity: 1 }] });
    await desk.runJobs();
  };
  const decide = async (...skus: string[]) => {
    for (const sku of skus) await choose(await sell(sku));
  };
  const offers = () => desk.owner.mappings.offers();
  const onlyKey = async () => (await offers())[0]?.key ?? "";

  test("three alike decisions make an offer, with the sales it would have decided; nothing is learned by itself", async () => {
    await decide("X-1", "X-2");
    expect(await offers()).toEqual([]);
    await decide("X-3");
    expect(await offers()).toMatchObject([
      {
        ...{ text: "SKU X-… is always set 75192-1, used", productTitle: falcon.title, platform: "ebay" },
        ...{ decisions: 3, waiting: 0 },
        cases: [{ sku: "X-3" }, { sku: "X-2" }, { sku: "X-1" }],
      },
    ]);
    await desk.stock(falcon);
    expect((await lineOf(desk, await sell("X-4"))).state).toBe("queued");
    expect((await offers())[0]?.waiting).toBe(1);
  });

  test("an accepted offer links what waits and what comes, says so, and can be taken back", async () => {
    await decide("X-1", "X-2", "X-3");
    const unit = await desk.stock(falcon);
    const waits = await sell("X-4");
    const rule = await desk.owner.mappings.acceptOffer({ key: await onlyKey() });
    expect(rule).toMatchObject({ kind: "rule", condition: "used", to: { type: "set_number", value: "75192-1" } });
    await desk.runJobs();
    expect(await unitsOf(desk, waits)).toEqual([unit.id]);
    const line = await lineOf(desk, waits);
    expect(line.claims[0]?.evidence[0]).toBe("Your rule: SKU X-… is always set 75192-1, used");
    expect(await offers()).toEqual([]);
    const later = await sell("X-5");
    await desk.stock(falcon);
    await desk.runJobs();
    expect(await unitsOf(desk, later), "a unit that comes in later is found by the rule").toHaveLength(1);
    await desk.owner.mappings.remove({ id: rule.id });
    expect(await desk.owner.mappings.list()).toEqual([]);
    await desk.stock(falcon);
    expect((await lineOf(desk, await sell("X-6"))).state).toBe("queued");
    expect(await unitsOf(desk, waits), "links made by it stay").toEqual([unit.id]);
  });

  test("a rule takes no unit of another condition, and no sale that names another set", async () => {
    await decide("X-1", "X-2", "X-3");
    await desk.owner.mappings.acceptOffer({ key: await onlyKey() });
    await desk.stock({ ...falcon, condition: "new" });
    expect((await lineOf(desk, await sell("X-4"))).state).toBe("queued");
    await desk.stock(falcon);
    const named = await sell("X-5", { identifiers: [{ type: "set_number", value: "10305" }] });
    expect((await lineOf(desk, named)).state).toBe("queued");
  });

  test("a decision, a machine's exact link or a labelled unit that says otherwise withdraws it", async () => {
    await decide("X-1", "X-2", "X-3");
    const key = await onlyKey();
    await desk.stock({ ...castle, sku: "X-77" });
    expect(await offers()).toEqual([]);
    expect((await refusalOf(desk.owner.mappings.acceptOffer({ key }))).code).toBe("conflict");
    await sell("X-77");
    expect(await offers()).toEqual([]);
    await decide("Y-1", "Y-2", "Y-3");
    expect(await offers()).toHaveLength(1);
    await choose(await sell("Y-4"), castle);
    expect(await offers()).toEqual([]);
  });

  test("a declined offer rests until as many alike decisions were made again", async () => {
    await decide("X-1", "X-2", "X-3");
    await desk.owner.mappings.declineOffer({ key: await onlyKey() });
    expect(await offers()).toEqual([]);
    await decide("X-4", "X-5");
    expect(await offers()).toEqual([]);
    await decide("X-6");
    expect(await offers()).toMatchObject([{ decisions: 6 }]);
  });

  test("the same SKU from one lot without a number is offered as that lot", async () => {
    const lot = await desk.stock({ title: "Mixed bricks by the kilo", quantity: 10 });
    for (let n = 0; n < 3; n += 1) {
      const entry = await entryOf(desk, await sell("MIX"));
      await desk.owner.resolution.resolve({ entryId: entry.id, units: [{ inventoryItemId: lot.id, quantity: 1 }] });
    }
    const pin = await desk.owner.mappings.acceptOffer({ key: await onlyKey() });
    expect(pin).toMatchObject({ kind: "pin", sku: "MIX", inventoryItemId: lot.id });
    expect(await unitsOf(desk, await sell("MIX"))).toEqual([lot.id]);
  });

  test("another workspace is offered nothing of it", async () => {
    await decide("X-1", "X-2", "X-3");
    const other = await openTestDesk(context.database);
    expect(await other.owner.mappings.offers()).toEqual([]);
    expect((await refusalOf(other.owner.mappings.acceptOffer({ key: await onlyKey() }))).code).toBe("conflict");
  });
});
