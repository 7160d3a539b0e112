import { createRandom, type SeededRandom } from "@counterfoil/simulators/kit";
import type { Channel } from "../support/shop-channels.ts";
import type { ProcessName } from "./desk-fleet.ts";

/** Something that happens at a moment of a chaos run. */
export type ChaosEvent = { at: number } & (
  | { kind: "buyers" /** Buyers of the same goods in the same moment. */; count: number; pick: number }
  | { kind: "read-orders" }
  | { kind: "crash"; process: ProcessName }
  | { kind: "cut-database" }
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
export function makePlan({ seed, lasts, faults }: PlanOptions): ChaosEvent[] {
  const random = createRandom(`chaos/${seed}`);
  const each = (name: string, [least, most]: readonly [number, number]) =>
    moments(random.fork(name), { lasts, least, most });
  const events: ChaosEvent[] = [
    ...each("buyers", [0.6 * second, 2.4 * second]).map(({ at, random: own }) => ({
      ...{ at, kind: "buyers" as const, pick: own.next() },
      count: own.chance(0.3) ? own.integer(2, 3) : 1,
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
    );
  }
  return events.sort((a, b) => a.at - b.at);
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
