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

/** Share of a batch's lines that have their product in stock, where the curve was set. */
const usualShare = 0.85;
// So many lines of the usual kind are counted in, so that a small batch is judged near to it.
const usualLines = 20;
const shareRounds = 30;

/**
 * The probability of a pair in a batch: the curve, moved to the share of lines that seem to have their product in
 * stock at all. Where most seem to have none, a look-alike is likelier to be no more than that.
 */
export function probabilityInBatch(contested: number, share: number = usualShare): number {
  return moved(curve(contested, batchCalibration), share);
}

/**
 * The share of a batch's lines whose product is in stock, from the best standing of each line (null for a line that
 * nothing resembles), without being told: each round counts probabilities under the share of the round before
 * (Saerens, Latinne and Decaestecker 2002). Never above the usual one.
 */
export function shareInStock(best: readonly (number | null)[]): number {
  const standings = best.filter((contested) => contested !== null).sort((a, b) => a - b);
  let share = usualShare;
  for (let round = 0; round < shareRounds; round += 1) {
    const found = standings.reduce((sum, contested) => sum + probabilityInBatch(contested, share), 0);
    share = Math.min(usualShare, (found + usualLines * usualShare) / (best.length + usualLines));
  }
  return share;
}

function moved(probability: number, share: number): number {
  const present = (probability * share) / usualShare;
  const missing = ((1 - probability) * (1 - share)) / (1 - usualShare);
  return present / (present + missing);
}
