import { afterEach, expect, it } from "vitest";
import { z } from "zod";
import { createClock } from "../kit/index.ts";
import { type Sandbox, startSandbox } from "./index.ts";

const lotList = z.array(z.object({ external_lot_ids: z.object({ other: z.string() }), qty: z.string() }));
const orderList = z.array(z.object({ status_id: z.string() }));
const ANCHOR = "2026-11-21T09:00:00.000Z";
let sandbox: Sandbox;
afterEach(() => sandbox.stop());

it("sells BrickLink's lots on Brick Owl, each known by BrickLink's lot id, with orders of its own", async () => {
  sandbox = await startSandbox({ anchor: ANCHOR, clock: createClock({ at: ANCHOR, mode: "frozen" }) });
  const query = new URLSearchParams({ key: sandbox.credentials.brickowl.apiKey });
  const get = async (path: string) => (await fetch(`${sandbox.baseURL("brickowl")}/${path}?${query}`)).json();
  const lots = lotList.parse(await get("inventory/list"));
  expect(lots.length).toBeGreaterThan(50);
  let fewer = 0;
  for (const { external_lot_ids: ids, qty } of lots) {
    const quantity = sandbox.bricklink.world.lots.get(ids.other)?.quantity ?? 0;
    expect(Number(qty)).toBeLessThanOrEqual(quantity);
    if (Number(qty) < quantity) fewer += 1;
  }
  expect(fewer).toBeGreaterThan(0);
  const orders = orderList.parse(await get("order/list"));
  expect(orders.map(({ status_id }) => status_id).sort()).toEqual(["0", "2", "3", "5", "6", "8"]);
});
