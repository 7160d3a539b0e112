import { chanceOfAtLeast, leastRate } from "./binomial-bound.ts";

/** A suggestion that a person has since judged: what the engine gave it, and whether it was the unit taken. */
export interface JudgedSuggestion {
  /** The engine's own probability, 0 to 1. */
  score: number;
  right: boolean;
}

/** What a seller's decisions say about the engine's probabilities. Plain data, to be stored with a policy. */
export interface LearnedCalibration {
  decisions: number;
  wrong: number;
  /** False where so many suggestions were wrong that the engine's own figures cannot be believed for this seller. */
  trusted: boolean;
  /** The engine's probability for the surest suggestion that was wrong; null where none was. */
  surestWrong: number | null;
  /** From an engine's probability on: the rate of being right that the decisions prove. Rises with `score`. */
  proven: readonly { score: number; probability: number }[];
}

/** Where proof is looked for. Fixed beforehand, so that looking at several places cannot flatter the bound. */
const lookedAt = [0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999];
const confidence = 0.95;
const confidenceEach = 1 - (1 - confidence) / lookedAt.length;
const leastPlausible = 0.05;

/**
 * Learns from judged suggestions how far the engine's probability may be believed for this seller. A bar becomes
 * easier to reach only where the decisions prove it, with 95 % confidence over all bars at once; it becomes harder as
 * soon as a suggestion at or above it was wrong. Without decisions nothing changes.
 */
export function learnCalibration(judged: readonly JudgedSuggestion[]): LearnedCalibration {
  const wrong = judged.filter(({ right }) => !right);
  const surestWrong = wrong.reduce<number | null>((most, { score }) => Math.max(most ?? 0, score), null);
  const believable = judged.filter(({ score }) => score >= 0.5);
  const expectedWrong = believable.reduce((sum, { score }) => sum + 1 - score, 0);
  const seenWrong = believable.filter(({ right }) => !right).length;
  const trusted = seenWrong === 0 || chanceOfAtLeast(seenWrong, expectedWrong) >= leastPlausible;
  return { decisions: judged.length, wrong: wrong.length, trusted, surestWrong, proven: provenRates(judged) };
}

function provenRates(judged: readonly JudgedSuggestion[]): LearnedCalibration["proven"] {
  let best = 0;
  return lookedAt.flatMap((score) => {
    const above = judged.filter((one) => one.score >= score);
    const rate = leastRate(above.filter(({ right }) => right).length, above.length, confidenceEach);
    // What is proven from a lower score on holds from here on too, as a part of the same links.
    if (rate <= best) return [];
    best = rate;
    return [{ score, probability: rate }];
  });
}

/**
 * The engine's probability that a suggestion must reach so that the seller's bar holds. The bar itself without learning;
 * `Infinity` where the decisions speak against linking at this bar at all.
 */
export function engineBar(bar: number, learned: LearnedCalibration | null): number {
  if (learned === null) return bar;
  const proven = learned.proven.find(({ probability }) => probability >= bar)?.score ?? Number.POSITIVE_INFINITY;
  if (!learned.trusted) return proven;
  const believed = learned.surestWrong === null ? bar : Math.max(bar, learned.surestWrong + Number.EPSILON);
  return Math.min(proven, believed);
}

/** The highest bar that a suggestion reaches: how the engine's probability reads for this seller. Rises with `score`. */
export function learnedProbability(score: number, learned: LearnedCalibration | null): number {
  if (learned === null) return score;
  const proven = learned.proven.reduce((best, step) => (step.score <= score ? step.probability : best), 0);
  const believed = learned.trusted && (learned.surestWrong === null || score > learned.surestWrong);
  return believed ? Math.max(score, proven) : proven;
}
