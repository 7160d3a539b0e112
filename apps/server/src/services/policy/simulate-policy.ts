import { engineBar, type LearnedCalibration, leastRate } from "@counterfoil/core/matching";
import type { Condition } from "@counterfoil/core/model";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { learnFrom, type TriedCase, tryBar } from "./try-bar.ts";

export const simulatePolicyInput = z.object({
  /** Null tries all channels together. */
  platform: z.string().min(1).max(50).nullable(),
});

/** Fewer decisions than these say nothing about how often a bar would be right. */
export const decisionsNeeded = 20;
const bars = [0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.995, 0.999];
const wrongShown = 50;

/** What one bar would have done with the sales looked at. */
export interface BarStop {
  bar: number;
  linked: number;
  right: number;
  wrong: number;
  /** Sales that would still have been asked about. */
  asks: number;
  /** With 95 % confidence at least this share would be right; null where nothing would have been linked. */
  atLeast: number | null;
}

interface UnitFacts {
  inventoryItemId: string;
  title: string;
  sku: string | null;
  condition: Condition | null;
}

/** A sale that would have been linked to something else than a person chose. */
export interface WrongCase {
  lineId: string;
  orderId: string;
  orderReference: string;
  platform: string;
  title: string;
  /** The engine's own probability. It would have been linked at every bar up to `linkedUpTo`. */
  score: number;
  linkedUpTo: { asGiven: number; learned: number };
  proposed: UnitFacts[];
  /** Empty where the person said that there was none in stock. */
  taken: UnitFacts[];
}

/** A workspace's own past under every bar. */
export interface PolicyTrial {
  platform: string | null;
  /** Sales that persons decided, in all, and how many of them were looked at. */
  decided: number;
  looked: number;
  needed: number;
  /** False where the time ran out before all that were drawn had been looked at. */
  complete: boolean;
  /** Sales that exact evidence would link today, whatever the bar. */
  exact: number;
  asGiven: BarStop[];
  /** The same with what these decisions teach. */
  withLearning: BarStop[];
  learned: LearnedCalibration;
  /** The surest first. */
  wrongCases: WrongCase[];
}

/**
 * Tells what each bar would have done with the sales that persons decided: how many it would have linked, how many of
 * them to the right unit, and which wrongly. Changes nothing; a random sample where there are very many.
 */
export async function simulatePolicy({ ctx, input }: Verb<z.infer<typeof simulatePolicyInput>>): Promise<PolicyTrial> {
  const { decided, cases, complete } = await tryBar(ctx, input);
  const learned = learnFrom(cases);
  const wrong = wrongOnes(cases, learned);
  const titles = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const ids = [...new Set(wrong.flatMap(({ takenIds, verdict }) => [...takenIds, ...verdict.proposedIds]))];
    if (ids.length === 0) return [];
    return await tx
      .selectFrom("inventory_items")
      .select(["id", "title", "sku", "condition"])
      .where("id", "in", ids)
      .execute();
  });
  const units = new Map(titles.map(({ id, ...rest }) => [id, { inventoryItemId: id, ...rest }]));
  return {
    ...{ platform: input.platform, decided, looked: cases.length, needed: decisionsNeeded, complete },
    exact: cases.filter(({ verdict }) => verdict.outcome === "exact").length,
    asGiven: bars.map((bar) => stopAt(cases, bar, bar)),
    withLearning: bars.map((bar) => stopAt(cases, bar, engineBar(bar, learned))),
    learned,
    wrongCases: wrong.map((one) => wrongView(one, learned, units)),
  };
}

function stopAt(cases: readonly TriedCase[], bar: number, threshold: number): BarStop {
  const exact = cases.filter(({ verdict }) => verdict.outcome === "exact").length;
  const linked = cases.filter(({ verdict }) => verdict.outcome === "suggested" && verdict.score >= threshold);
  const right = linked.filter(({ verdict }) => verdict.right === true).length;
  return {
    ...{ bar, linked: linked.length, right, wrong: linked.length - right },
    asks: cases.length - exact - linked.length,
    atLeast: linked.length === 0 ? null : leastRate(right, linked.length),
  };
}

function wrongOnes(cases: readonly TriedCase[], learned: LearnedCalibration): TriedCase[] {
  const [lowest = 1] = bars;
  const least = Math.min(lowest, engineBar(lowest, learned));
  return cases
    .filter(({ verdict }) => verdict.outcome === "suggested" && verdict.right === false && verdict.score >= least)
    .sort((a, b) => b.verdict.score - a.verdict.score)
    .slice(0, wrongShown);
}

function wrongView(
  { line, takenIds, verdict }: TriedCase,
  learned: LearnedCalibration,
  units: ReadonlyMap<string, UnitFacts>,
): WrongCase {
  const facts = (ids: readonly string[]) => ids.flatMap((id) => units.get(id) ?? []);
  const highest = (thresholdOf: (bar: number) => number) =>
    bars.findLast((bar) => verdict.score >= thresholdOf(bar)) ?? 0;
  return {
    ...{ lineId: line.row.id, orderId: line.order.id, orderReference: line.order.external_id },
    ...{ platform: line.order.platform, title: line.row.title, score: verdict.score },
    linkedUpTo: { asGiven: highest((bar) => bar), learned: highest((bar) => engineBar(bar, learned)) },
    ...{ proposed: facts(verdict.proposedIds), taken: facts(takenIds) },
  };
}
