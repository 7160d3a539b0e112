import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test } from "vitest";
import { lineOf, orderOf, waiting } from "../../testing/desk-questions.ts";
import type { LineDraft } from "../../testing/fake-shop.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

const part = { title: "Brick 2 x 4, red", sku: null, kind: "part" as const };

describeEachDatabase("loose parts", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });
  const sell = async (externalId: string, lines: LineDraft[]) => {
    desk.shop.put({ externalId, status: "paid", lines });
    await desk.sync();
  };
  const ask = async (linkLooseParts: boolean) => {
    await desk.owner.connections.saveSettings({ connectionId: desk.shopConnectionId, settings: { linkLooseParts } });
    await desk.runJobs();
  };

  test("by default nobody is asked for them, and they do not count as unlinked", async () => {
    await sell("1-1", [part]);
    expect((await lineOf(desk, "1-1")).state).toBe("released");
    expect(await waiting(desk)).toEqual([]);
    expect((await orderOf(desk, "1-1")).linkState).not.toBe("needs_link");
  });

  test("a set in the same order is asked for as ever", async () => {
    await sell("1-1", [part, { title: "Millennium Falcon", sku: null, kind: "set" }]);
    expect((await orderOf(desk, "1-1")).lines.map(({ state }) => state)).toEqual(["released", "queued"]);
  });

  test("a part that certainly is a unit of the stock is linked all the same", async () => {
    const unit = await desk.stock({ sku: "P-3001-RED" });
    await sell("1-1", [{ ...part, sku: "P-3001-RED" }]);
    expect((await lineOf(desk, "1-1")).claims).toMatchObject([{ inventoryItemId: unit.id }]);
  });

  test("when the seller wants to be asked, open orders are asked for; when not, the queue is cleared of them", async () => {
    await sell("1-1", [part]);
    await ask(true);
    expect(await waiting(desk)).toHaveLength(1);
    await ask(false);
    expect(await waiting(desk)).toEqual([]);
    expect((await lineOf(desk, "1-1")).state).toBe("released");
  });

  test("what a person decided on a part stays when the setting changes", async () => {
    await ask(true);
    await sell("1-1", [part]);
    const [entry] = await waiting(desk);
    await desk.owner.resolution.skip({ entryId: entry?.id ?? "", note: "sold from the bin" });
    await ask(false);
    await ask(true);
    expect((await lineOf(desk, "1-1")).state).toBe("skipped");
  });

  test("a later change of the order keeps the part closed", async () => {
    await sell("1-1", [part]);
    await sell("1-1", [{ ...part, quantity: 3 }]);
    expect((await lineOf(desk, "1-1")).state).toBe("released");
    expect(await waiting(desk)).toEqual([]);
  });
});
