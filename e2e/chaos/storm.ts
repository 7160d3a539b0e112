import { setTimeout as pause } from "node:timers/promises";
import { createRandom, type SimulatorClock } from "@counterfoil/simulators/kit";
import { vi } from "vitest";
import { connectShops } from "../support/desk-set-up.ts";
import { type Channel, connectOthers } from "../support/shop-channels.ts";
import { beginTrouble, expireTokens, simulatorOf } from "./faults.ts";
import { pack } from "./packer.ts";
import type { ChaosEvent } from "./plan.ts";
import type { Chaos } from "./run-chaos.ts";
import { sell } from "./sales.ts";

/** How long the seller tries to connect again before the run is given up. */
const patience = { timeout: 240_000, interval: 1000 };

/** Lets everything of a plan happen at its moment, and waits until the last of it is over. */
export async function storm(chaos: Chaos, plan: readonly ChaosEvent[]): Promise<void> {
  const startedAt = Date.now();
  const underWay: Promise<unknown>[] = [];
  for (const event of plan) {
    const wait = startedAt + event.at - Date.now();
    if (wait > 0) await pause(wait);
    underWay.push(happen(chaos, event));
  }
  await Promise.all(underWay);
  for (const channel of chaos.channels) {
    const { faults, webhooks } = simulatorOf(chaos.sandbox, channel);
    faults.clear();
    webhooks.dial({ drop: 0, duplicate: 0, reorder: 0 });
    await webhooks.flush();
  }
}

async function happen(chaos: Chaos, event: ChaosEvent): Promise<void> {
  const { sandbox } = chaos;
  switch (event.kind) {
    case "buyers":
      chaos.sales.push(...sell(sandbox, chaos.goods, event));
      return;
    case "restock":
      await restock(chaos, event);
      return;
    case "pack":
      await pack(chaos, event);
      return;
    case "read-orders":
      // Whatever hinders the seller's click now is what the run is about: the next one comes soon.
      await chaos.users[0].client.sync.runNow.mutate({ kind: "orders" }).catch(() => {});
      return;
    case "crash":
      await crash(chaos, event);
      return;
    case "cut-database":
      await chaos.desk.cutConnections();
      chaos.hindrances.push({ from: Date.now(), to: Date.now(), channel: null });
      return;
    case "trouble": {
      const random = createRandom(`${event.at}/${event.channel}`);
      const from = Date.now();
      const end = beginTrouble(simulatorOf(sandbox, event.channel), { trouble: event.trouble, random });
      await pause(event.lasts);
      end();
      chaos.hindrances.push({ from, to: Date.now(), channel: event.channel });
      return;
    }
    case "tokens-expire":
      expireTokens(sandbox, event.channel);
      return;
    case "messages": {
      const { drop, duplicate, reorder } = event;
      simulatorOf(sandbox, event.channel).webhooks.dial({ drop, duplicate, reorder });
      return;
    }
    case "clock-step":
      stepClock(chaos.clocks, event);
      return;
    case "grant-revoked":
      await revoke(chaos, event);
      return;
  }
}

/** The seller puts units on the shelf and counts them in. A click that fails is not repeated. */
async function restock(chaos: Chaos, { pick, units }: { pick: number; units: number }): Promise<void> {
  const goods = chaos.goods[Math.floor(pick * chaos.goods.length)];
  const [id] = goods?.key.split(",") ?? [];
  if (goods === undefined || id === undefined) return;
  const { inventory } = chaos.users[1].client;
  try {
    const { quantityOnHand } = await inventory.get.query({ id });
    await inventory.update.mutate({ id, status: "in_stock", quantity: quantityOnHand + units });
  } catch {
    // Whether it was taken says the item's own history, which is what the comparison reads.
  }
}

/** One crash of a process at a time: a process that starts is not killed once more. */
async function crash(chaos: Chaos, { process }: { process: Parameters<Chaos["fleet"]["crash"]>[0] }): Promise<void> {
  if (chaos.crashing.has(process)) return;
  chaos.crashing.add(process);
  const from = Date.now();
  await chaos.fleet.crash(process);
  chaos.hindrances.push({ from, to: Date.now(), channel: null });
  chaos.crashing.delete(process);
}

// Only forward: a platform's clock that goes back would count calls of an earlier minute once more.
function stepClock(clocks: ReadonlyMap<Channel, SimulatorClock>, { channel, by }: { channel: Channel; by: number }) {
  clocks.get(channel)?.advance(by);
}

/** The seller takes the permission away on the platform, and gives it anew some seconds later. */
async function revoke(chaos: Chaos, { channel, again }: { channel: "ebay" | "tiktok-shop"; again: number }) {
  const {
    sandbox,
    fleet,
    users: [user],
  } = chaos;
  const from = Date.now();
  if (channel === "ebay") sandbox.ebay.acts.revokeGrants({});
  else sandbox.tiktokShop.acts.revokeAuthorization({});
  await pause(again);
  const url = fleet.url("web-1");
  const connect = () =>
    channel === "ebay" ? connectShops(url, user, sandbox) : connectOthers(url, user, sandbox, ["tiktok-shop"]);
  await vi.waitFor(connect, patience);
  chaos.hindrances.push({ from, to: Date.now(), channel });
}
