import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { entryOf, lineOf, orderOf, refusalOf, unitsOf, waiting } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

const names = [
  "Millennium Falcon",
  "Hogwarts Castle",
  "Lion Knights Castle",
  "Rivendell Valley",
  "Titanic Ocean Liner",
  "Eiffel Tower Paris",
  "Galaxy Explorer Spaceship",
  "Pirates Barracuda Bay",
  "Tree House Forest",
  "Medieval Blacksmith Shop",
  "Grand Piano Music",
  "Typewriter Desk Classic",
];
const number = (n: number) => 70100 + n * 13;
const unitTitle = (n: number) => `LEGO ${number(n)} ${names[n % names.length]} building set`;
const saleTitle = (n: number) => `LEGO ${number(n)} ${names[n % names.length]} complete`;

describeEachDatabase("the bar, tried on the seller's own past", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });
  const sell = async (externalId: string, title: string, more: object = {}) => {
    desk.shop.put({ externalId, lines: [{ title }], ...more });
    await desk.sync();
  };
  const resolve = async (externalId: string, inventoryItemId: string) => {
    const { id } = await entryOf(desk, externalId);
    await desk.owner.resolution.resolve({ entryId: id, units: [{ inventoryItemId, quantity: 1 }] });
    await desk.runJobs();
  };
  /** Sales that a person decided: the right unit, but for those listed, which got another one. */
  const decide = async (count: number, wrong: ReadonlySet<number> = new Set()) => {
    for (let n = 0; n < count; n += 1) {
      const unit = await desk.stock({ title: unitTitle(n) });
      const other = wrong.has(n) ? await desk.stock({ title: `Something else altogether ${n}` }) : unit;
      await sell(`1-${n}`, saleTitle(n));
      await resolve(`1-${n}`, other.id);
    }
  };
  const trial = (platform: string | null = "ebay") => desk.owner.policy.simulate({ platform });

  test("no guess links by itself until a bar is set", async () => {
    expect(await desk.owner.policy.get()).toMatchObject({ probabilityBar: null, learned: null, channels: [] });
    await desk.stock({ title: unitTitle(0) });
    await sell("1-1", saleTitle(0));
    expect((await lineOf(desk, "1-1")).state).toBe("queued");
  });

  test("a workspace without decisions is told how many are needed", async () => {
    expect(await trial()).toMatchObject({ decided: 0, looked: 0, needed: 20, exact: 0, wrongCases: [] });
    expect((await trial()).asGiven.every(({ linked, atLeast }) => linked === 0 && atLeast === null)).toBe(true);
  });

  test("says what would have been linked, right and wrong, and changes nothing", async () => {
    await decide(8, new Set([5]));
    const before = await desk.owner.inventory.list({ limit: 100 });
    const tried = await trial();
    expect(tried).toMatchObject({ decided: 8, looked: 8, complete: true, exact: 0 });
    const lowest = tried.asGiven[0];
    expect(lowest).toMatchObject({ bar: 0.9, linked: 8, right: 7, wrong: 1, asks: 0 });
    for (const stop of tried.asGiven) {
      expect(stop.right + stop.wrong).toBe(stop.linked);
      expect(stop.linked + stop.asks + tried.exact).toBe(tried.looked);
      expect(stop.atLeast ?? 0).toBeLessThan(1);
    }
    expect(tried.wrongCases).toMatchObject([
      {
        ...{ orderReference: "1-5", title: saleTitle(5) },
        proposed: [{ title: unitTitle(5) }],
        taken: [{ title: "Something else altogether 5" }],
      },
    ]);
    expect(await desk.owner.inventory.list({ limit: 100 })).toEqual(before);
  });

  test("a sale that a person said has no inventory counts as wrong where it would have been linked", async () => {
    await desk.stock({ title: unitTitle(0) });
    await sell("1-1", saleTitle(0));
    await desk.owner.resolution.noInventory({ entryId: (await entryOf(desk, "1-1")).id });
    expect((await trial()).wrongCases).toMatchObject([{ orderReference: "1-1", taken: [] }]);
  });

  test("each sale is tried with the units that were on the shelf then", async () => {
    const old = await desk.stock({ title: unitTitle(0), acquiredAt: "2025-01-01T00:00:00Z" });
    await sell("1-1", saleTitle(0), { placedAt: "2026-03-01T00:00:00Z" });
    await resolve("1-1", old.id);
    const young = await desk.stock({ title: unitTitle(0), acquiredAt: "2026-01-01T00:00:00Z" });
    await sell("1-2", saleTitle(0), { placedAt: "2026-03-02T00:00:00Z" });
    await resolve("1-2", young.id);
    expect((await trial()).asGiven[0]).toMatchObject({ linked: 2, right: 2, wrong: 0 });
  });

  test("tries the sales of one channel, or of all", async () => {
    await decide(2);
    const unit = await desk.stock({ title: unitTitle(5) });
    desk.otherShop.put({ externalId: "9-1", lines: [{ title: saleTitle(5) }] });
    await desk.sync(desk.otherConnectionId);
    await resolve("9-1", unit.id);
    expect((await trial("ebay")).decided).toBe(2);
    expect((await trial("bricklink")).decided).toBe(1);
    expect((await trial(null)).decided).toBe(3);
  });

  describe("once it is set", () => {
    const setBar = (change: object) => desk.owner.policy.setBar({ platform: "ebay", probabilityBar: 0.95, ...change });

    test("what waits and what comes is linked by it, with the bar among the evidence, and can be undone", async () => {
      const first = await desk.stock({ title: unitTitle(0) });
      const second = await desk.stock({ title: unitTitle(1) });
      await sell("1-1", saleTitle(0));
      await setBar({});
      await desk.runJobs();
      expect(await unitsOf(desk, "1-1")).toEqual([first.id]);
      await sell("1-2", saleTitle(1));
      expect(await unitsOf(desk, "1-2")).toEqual([second.id]);
      const [claim] = (await lineOf(desk, "1-2")).claims;
      expect(claim?.evidence[0]).toMatch(/^Probability 9\d(\.\d)? % passes your bar of 95 %$/);
      await desk.owner.resolution.undo({ entryId: (await entryOf(desk, "1-1")).id });
      expect(await unitsOf(desk, "1-1")).toEqual([]);
      expect((await orderOf(desk, "1-1")).lines[0]?.state).toBe("queued");
    });

    test("it holds on its own channel alone", async () => {
      await desk.stock({ title: unitTitle(0) });
      await setBar({});
      desk.otherShop.put({ externalId: "9-1", lines: [{ title: saleTitle(0) }] });
      await desk.sync(desk.otherConnectionId);
      expect(await waiting(desk)).toMatchObject([{ platformOrderId: "9-1" }]);
    });

    test("a channel may be left out of the bar of all, and follow it again", async () => {
      await desk.stock({ title: unitTitle(0) });
      await setBar({ platform: null });
      await setBar({ probabilityBar: null });
      await sell("1-1", saleTitle(0));
      expect(await waiting(desk)).toHaveLength(1);
      const policy = await setBar({ follow: "shared", probabilityBar: null });
      expect(policy).toMatchObject({ probabilityBar: 0.95, channels: [] });
      await desk.runJobs();
      expect(await waiting(desk)).toHaveLength(0);
    });

    test("learning is off unless it is switched on, and then stands where it was switched on", async () => {
      await decide(6, new Set([0, 1, 2]));
      expect((await setBar({})).channels[0]?.learned).toBeNull();
      const on = (await setBar({ learn: true })).channels[0]?.learned;
      expect(on).toMatchObject({ decisions: 6, wrong: 3, trusted: false });
      await desk.stock({ title: unitTitle(9) });
      await sell("1-9", saleTitle(9));
      expect((await lineOf(desk, "1-9")).state, "three wrong of six speak against the bar").toBe("queued");
    });

    test("only an admin moves it, and the audit trail says who", async () => {
      const member = desk.callerFor(desk.workspaceId, "packer");
      const refused = await refusalOf(member.policy.setBar({ platform: null, probabilityBar: 0.9 }));
      expect(refused.code).toBe("forbidden");
      await setBar({});
      const rows = await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx.selectFrom("audit").select(["action", "text"]).where("action", "=", "bar-changed").execute(),
      );
      expect(rows).toMatchObject([{ text: "Set the bar of ebay to 0.95." }]);
    });

    test("another workspace sees nothing of it", async () => {
      await setBar({});
      const other = await openTestDesk(context.database);
      expect((await other.owner.policy.get()).channels).toEqual([]);
      expect((await other.owner.policy.simulate({ platform: null })).decided).toBe(0);
    });
  });
});
