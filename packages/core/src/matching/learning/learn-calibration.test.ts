import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastRate } from "./binomial-bound.ts";
import { engineBar, type JudgedSuggestion, learnCalibration, learnedProbability } from "./learn-calibration.ts";

const judged = fc.array(fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() }), {
  maxLength: 60,
});
const many = (count: number, score: number, right = true): JudgedSuggestion[] =>
  Array.from({ length: count }, () => ({ score, right }));

/** Numbers from 0 to 1 that come out the same at every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("the least rate", () => {
  it.each([
    [299, 299, 0.99],
    [149, 149, 0.98],
    [59, 59, 0.95],
    [10, 10, 0.741],
  ])("of %i right of %i is %f with 95 %% confidence", (right, count, rate) => {
    expect(leastRate(right, count)).toBeCloseTo(rate, 3);
  });

  it("is the published bound where some are wrong", () => {
    expect(leastRate(8, 10)).toBeCloseTo(0.493, 3);
    expect(leastRate(95, 100)).toBeCloseTo(0.8977, 3);
    expect(leastRate(0, 10)).toBe(0);
  });
});

describe("learning from a seller's decisions", () => {
  it("changes nothing without decisions, nor with few that were all right", () => {
    for (const learned of [null, learnCalibration([]), learnCalibration(many(10, 0.99))])
      for (const bar of [0.9, 0.95, 0.98, 0.999]) expect(engineBar(bar, learned)).toBe(bar);
  });

  it("makes a bar easier to reach only once the decisions prove it", () => {
    expect(engineBar(0.98, learnCalibration(many(200, 0.9)))).toBe(0.98);
    expect(engineBar(0.98, learnCalibration(many(300, 0.9)))).toBeLessThanOrEqual(0.9);
  });

  it("makes a bar harder to reach when a suggestion above it was wrong", () => {
    const learned = learnCalibration([...many(60, 0.99), { score: 0.985, right: false }]);
    expect(engineBar(0.98, learned)).toBeGreaterThan(0.985);
    expect(engineBar(0.98, learned)).toBeLessThan(0.99);
  });

  it("stops believing an engine that is far too sure", () => {
    const learned = learnCalibration([...many(40, 0.995), ...many(10, 0.99, false)]);
    expect(learned.trusted).toBe(false);
    expect(engineBar(0.98, learned)).toBe(Number.POSITIVE_INFINITY);
  });

  it("reads more log-odds never as less probability, and asks more for a higher bar", () => {
    fc.assert(
      fc.property(
        judged,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (data, a, b) => {
          const learned = learnCalibration(data);
          const [low, high] = a < b ? [a, b] : [b, a];
          expect(learnedProbability(low, learned)).toBeLessThanOrEqual(learnedProbability(high, learned));
          expect(engineBar(low, learned)).toBeLessThanOrEqual(engineBar(high, learned));
        },
      ),
    );
  });

  it("is the same in any order, and one more mistake never makes a bar easier", () => {
    fc.assert(
      fc.property(
        judged,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.5, max: 1, noNaN: true }),
        (data, score, bar) => {
          expect(learnCalibration([...data].reverse())).toEqual(learnCalibration(data));
          const worse = learnCalibration([...data, { score, right: false }]);
          expect(engineBar(bar, worse)).toBeGreaterThanOrEqual(engineBar(bar, learnCalibration(data)));
        },
      ),
    );
  });

  it("keeps its word: a bar that was made easier is kept in 95 of 100 shops, however wrong the engine's figures are", () => {
    const next = numbers(7);
    const bar = 0.95;
    let eased = 0;
    let broken = 0;
    for (let shop = 0; shop < 400; shop += 1) {
      // In each shop the true rate rises with the score in a way of its own.
      const least = 0.85 + 0.14 * next();
      const most = least + (1 - least) * next();
      const rateAt = (score: number) => least + (most - least) * score ** 3;
      const data = Array.from({ length: 100 + Math.floor(next() * 900) }, () => {
        const score = 0.5 + next() / 2;
        return { score, right: next() < rateAt(score) };
      });
      const threshold = engineBar(bar, learnCalibration(data));
      if (threshold >= bar) continue;
      eased += 1;
      let right = 0;
      const samples = 200;
      for (let sample = 0; sample < samples; sample += 1)
        right += rateAt(threshold + ((1 - threshold) * (sample + 0.5)) / samples);
      if (right / samples < bar) broken += 1;
    }
    expect(eased).toBeGreaterThan(50);
    expect(broken / eased).toBeLessThanOrEqual(0.05);
  });
});
