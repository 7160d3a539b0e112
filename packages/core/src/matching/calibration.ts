/** How a sum of log-odds is read as a probability: a logistic curve through `slope` and `intercept`. */
export interface Calibration {
  slope: number;
  intercept: number;
}

/**
 * The curve used until a seller has resolved enough lines for one of their own. It reads low rather than high: set so
 * that links made at a bar were right more often than the bar says on every kind of product it was tried on.
 */
export const defaultCalibration: Calibration = { slope: 1.5, intercept: 1.2 };

/** What a unit nobody has in stock would score: the rival that is always there. */
export const unseenRival = -3.5;
const temperature = 0.5;

/** The joint strength of rivals, at least that of a product not in stock. A soft maximum of their log-odds. */
export function rivalStrength(rivals: readonly number[]): number {
  const strongest = Math.max(unseenRival, ...rivals);
  const sum = [unseenRival, ...rivals].reduce((total, rival) => total + Math.exp((rival - strongest) / temperature), 0);
  return strongest + temperature * Math.log(sum);
}

/** The probability of a candidate with these log-odds beside rivals of this strength. */
export function probabilityOf(logOdds: number, rivals: number, { slope, intercept }: Calibration): number {
  return 1 / (1 + Math.exp(-(slope * (logOdds - rivals / 2) + intercept)));
}
