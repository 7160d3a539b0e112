/** How log-odds are read as a probability: a logistic curve through `slope` and `intercept`. */
export interface Calibration {
  slope: number;
  intercept: number;
}

/**
 * The curve for one line by itself, until a seller has resolved enough lines for one of their own. It reads low rather
 * than high: with half of the sold products missing from stock, links made at a bar were still right more often than
 * the bar says.
 */
export const defaultCalibration: Calibration = { slope: 1.2, intercept: 1.7 };

/** The curve for many lines decided together, where rival sales of the same unit show. */
export const batchCalibration: Calibration = { slope: 1.5, intercept: 2.2 };

/** From this many open lines on, rivals are seen on both sides. */
export const batchSize = 30;

/** What a unit that nobody has in stock, or a sale that nobody made here, would score: the rival always there. */
const unseenRival = -3.5;
const softness = 0.5;
const shareSoftness = 0.7;

function curve(logOdds: number, { slope, intercept }: Calibration): number {
  return 1 / (1 + Math.exp(-(slope * logOdds + intercept)));
}

/**
 * The probability that a candidate is the one, seen from one line: how well it fits, times its share among the other
 * products that might be meant. Two equally good products get at most one half each.
 */
export function probabilityAlone(logOdds: number, rivals: readonly number[], calibration: Calibration): number {
  const others = rivals.reduce((sum, rival) => sum + Math.exp((rival - logOdds) / shareSoftness), 0);
  return curve(logOdds, calibration) / (1 + others);
}

/** The joint strength of rivals, at least that of the unseen one: a soft maximum of their log-odds. */
export function rivalStrength(rivals: readonly number[]): number {
  const strongest = rivals.reduce((best, rival) => Math.max(best, rival), unseenRival);
  const sum = rivals.reduce(
    (total, rival) => total + Math.exp((rival - strongest) / softness),
    Math.exp((unseenRival - strongest) / softness),
  );
  return strongest + softness * Math.log(sum);
}

/** The log-odds of a pair less what its rivals on both sides take from it. */
export function contestedLogOdds(
  logOdds: number,
  lineRivals: readonly number[],
  unitRivals: readonly number[],
): number {
  return logOdds - (rivalStrength(lineRivals) + rivalStrength(unitRivals)) / 4;
}

/** The probability of a pair in a batch. */
export function probabilityInBatch(contested: number): number {
  return curve(contested, batchCalibration);
}
