import { createRandom, type SeededRandom } from "@counterfoil/simulators/kit";
import type { Channel } from "../support/shop-channels.ts";
import type { ProcessName } from "./desk-fleet.ts";
import { type Trouble, troubles } from "./faults.ts";

/** Something that happens at a moment of a chaos run. */
export type ChaosEvent = { at: number } & (
  | { kind: "buyers" /** Buyers of the same goods in the same moment. */; count: number; pick: number }
  | { kind: "restock"; pick: number; units: number }
  | { kind: "read-orders" }
  | { kind: "pack"; pick: number }
  | { kind: "crash"; process: ProcessName }
  | { kind: "cut-database" }
  | { kind: "trouble"; channel: Channel; trouble: Trouble; lasts: number }
  | { kind: "tokens-expire"; channel: Channel }
  | { kind: "grant-revoked"; channel: "ebay" | "tiktok-shop"; again: number }
  | { kind: "messages"; channel: Channel; drop: number; duplicate: number; reorder: number }
  | { kind: "clock-step"; channel: Channel; by: number }
);

export interface PlanOptions {
  seed: number;
  /** How long buyers come and things break, in milliseconds. */
  lasts: number;
  channels: readonly Channel[];
  faults: boolean;
}

const second = 1000;

/** Everything that will happen, in order. The same seed gives the same plan. */
export function makePlan({ seed, lasts, faults, channels }: PlanOptions): ChaosEvent[] {
  const random = createRandom(`chaos/${seed}`);
  const each = (name: string, [least, most]: readonly [number, number]) =>
    moments(random.fork(name), { lasts, least, most });
  const events: ChaosEvent[] = [
    ...each("buyers", [1 * second, 4 * second]).map(({ at, random: own }) => ({
      ...{ at, kind: "buyers" as const, pick: own.next() },
      count: own.chance(0.3) ? own.integer(2, 3) : 1,
    })),
    ...each("restock", [4 * second, 9 * second]).map(({ at, random: own }) => ({
      ...{ at, kind: "restock" as const, pick: own.next(), units: own.integer(1, 4) },
    })),
    ...each("pack", [4 * second, 12 * second]).map(({ at, random: own }) => ({
      ...{ at, kind: "pack" as const, pick: own.next() },
    })),
    ...each("read-orders", [8 * second, 16 * second]).map(({ at }) => ({ at, kind: "read-orders" as const })),
  ];
  if (faults) {
    events.push(
      ...each("crash", [12 * second, 30 * second]).map(({ at, random: own }) => ({
        ...{ at, kind: "crash" as const },
        process: own.pick(["worker-1", "worker-1", "worker-2", "worker-2", "web-2"] as const),
      })),
      ...each("cut-database", [20 * second, 45 * second]).map(({ at }) => ({ at, kind: "cut-database" as const })),
      ...each("trouble", [2 * second, 6 * second]).map(({ at, random: own }) => ({
        ...{ at, kind: "trouble" as const, channel: own.pick(channels), trouble: own.pick(troubles) },
        lasts: own.integer(2 * second, 12 * second),
      })),
      ...each("tokens-expire", [15 * second, 40 * second]).map(({ at, random: own }) => ({
        ...{ at, kind: "tokens-expire" as const, channel: own.pick(channels) },
      })),
      ...each("messages", [3 * second, 9 * second]).map(({ at, random: own }) => ({
        ...{ at, kind: "messages" as const, channel: own.pick(channels) },
        ...{ drop: own.integer(0, 1), duplicate: own.integer(0, 3), reorder: own.integer(0, 2) },
      })),
      ...each("clock-step", [20 * second, 60 * second]).map(({ at, random: own }) => ({
        ...{ at, kind: "clock-step" as const, channel: own.pick(channels), by: own.integer(1, 5) * second },
      })),
      ...each("grant-revoked", [60 * second, 150 * second]).map(({ at, random: own }) => ({
        ...{ at, kind: "grant-revoked" as const, channel: own.pick(["ebay", "tiktok-shop"] as const) },
        again: own.integer(3 * second, 10 * second),
      })),
    );
  }
  const isThere = (event: ChaosEvent) => !("channel" in event) || channels.includes(event.channel);
  return events.filter(isThere).sort((a, b) => a.at - b.at);
}

function moments(
  random: SeededRandom,
  { lasts, least, most }: { lasts: number; least: number; most: number },
): { at: number; random: SeededRandom }[] {
  const found: { at: number; random: SeededRandom }[] = [];
  for (let at = random.integer(0, least); at < lasts; at += random.integer(least, most))
    found.push({ at, random: random.fork(String(at)) });
  return found;
}

/** How wrong each platform's clock is, in milliseconds: nothing keeps a platform's clock and ours in step. */
export function skews({ seed, channels }: Pick<PlanOptions, "seed" | "channels">): Map<Channel, number> {
  const random = createRandom(`chaos/${seed}/clocks`);
  return new Map(channels.map((channel) => [channel, random.integer(-60, 60) * second]));
}
