import type { MatchLine } from "@counterfoil/core/matching";
import { newId } from "@counterfoil/db";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test, vi } from "vitest";
import { lineOf, unitsOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

const seen = vi.hoisted(() => ({ asked: 0, foreseen: async () => {} }));

vi.mock("@counterfoil/core/matching", async (original) => {
  const real = await original<typeof import("@counterfoil/core/matching")>();
  const linkByChannel: typeof real.linkByChannel = (lines: readonly MatchLine[], index, policy) => {
    seen.asked += 1;
    return real.linkByChannel(lines, index, policy);
  };
  return { ...real, linkByChannel };
});

vi.mock("./foresee-links.ts", async (original) => {
  const real = await original<typeof import("./foresee-links.ts")>();
  const foreseeLinks: typeof real.foreseeLinks = async (ctx, page) => {
    const foresight = await real.foreseeLinks(ctx, page);
    await seen.foreseen();
    return foresight;
  };
  return { ...real, foreseeLinks };
});

describeEachDatabase("deciding ahead", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    Object.assign(seen, { asked: 0, foreseen: async () => {} });
    desk = await openTestDesk(context.database);
    desk.shop.pageSize = 2;
  });
  const sell = (orders: number, sku: (n: number) => string) => {
    for (let n = 0; n < orders; n += 1) desk.shop.put({ externalId: `1-${n}`, lines: [{ sku: sku(n) }] });
  };
  const states = async (orders: number) =>
    await Promise.all(Array.from({ length: orders }, async (_, n) => (await lineOf(desk, `1-${n}`)).state));
  const move = async (itemId: string, quantity: number) =>
    await context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx
        .insertInto("stock_movements")
        .values({
          ...{ workspace_id: desk.workspaceId, id: newId(), item_id: itemId, quantity },
          ...{ kind: "adjusted", actor_kind: "person" },
        })
        .execute(),
    );

  test("the matcher is asked once for each page, and each page knows what the one before took", async () => {
    await desk.stock({ sku: "S", quantity: 3 });
    sell(6, () => "S");
    await desk.sync();
    expect(await states(6)).toEqual(["linked", "linked", "linked", "queued", "queued", "queued"]);
    expect(seen.asked).toBe(3);
  });

  test("a unit that somebody took after it was foreseen is not sold again", async () => {
    for (let n = 0; n < 4; n += 1) await desk.stock({ sku: `S${n}` });
    const { items } = await desk.owner.inventory.list({ limit: 100 });
    const last = items.find(({ sku }) => sku === "S3");
    seen.foreseen = async () => void (await move(last?.id ?? "", -1));
    sell(4, (n) => `S${n}`);
    await desk.sync();
    expect(await states(4)).toEqual(["linked", "linked", "linked", "queued"]);
    expect(await unitsOf(desk, "1-3")).toHaveLength(0);
  });

  test("a unit that came after nothing was foreseen is taken all the same", async () => {
    for (let n = 0; n < 3; n += 1) await desk.stock({ sku: `S${n}` });
    seen.foreseen = async () => void (await desk.stock({ sku: "S3" }));
    sell(4, (n) => `S${n}`);
    await desk.sync();
    expect(await states(4)).toEqual(["linked", "linked", "linked", "linked"]);
  });
});
