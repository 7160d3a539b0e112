const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** The natural logarithm of the gamma function for `x` from 1 on (Lanczos' approximation). */
function logGamma(x: number): number {
  const shifted = x - 1;
  const base = shifted + lanczos.length - 0.5;
  const series = lanczos.reduce((sum, part, place) => sum + part / (shifted + place + 1), 0.99999999999980993);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}

/** The chance of at least `right` successes in `count` trials of probability `p`, summed term by term from the top. */
function upperTail(right: number, count: number, p: number): number {
  const logChoose = (k: number) => logGamma(count + 1) - logGamma(k + 1) - logGamma(count - k + 1);
  let sum = 0;
  for (let k = count; k >= right; k -= 1) {
    sum += Math.exp(logChoose(k) + k * Math.log(p) + (count - k) * Math.log1p(-p));
  }
  return Math.min(1, sum);
}

const halvings = 60;

/**
 * The least rate of being right that `right` of `count` leave plausible: with probability `confidence` the true rate is
 * not below it (Clopper and Pearson's one-sided bound). 0 where nothing was seen.
 */
export function leastRate(right: number, count: number, confidence = 0.95): number {
  const doubt = 1 - confidence;
  if (right <= 0 || count <= 0) return 0;
  if (right >= count) return doubt ** (1 / count);
  let low = 0;
  let high = right / count;
  for (let step = 0; step < halvings; step += 1) {
    const middle = (low + high) / 2;
    if (upperTail(right, count, middle) < doubt) low = middle;
    else high = middle;
  }
  return low;
}

/** The chance of `seen` or more events where `expected` of them are expected (Poisson). */
export function chanceOfAtLeast(seen: number, expected: number): number {
  let term = Math.exp(-expected);
  let below = 0;
  for (let count = 0; count < seen; count += 1) {
    below += term;
    term *= expected / (count + 1);
  }
  return Math.max(0, 1 - below);
}
