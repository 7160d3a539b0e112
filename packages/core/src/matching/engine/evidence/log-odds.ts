import { type FeatureName, type Features, featureNames, type Weights } from "./weights.ts";

/** One feature's part in a score. The parts of a pair, the bias among them, add up to its log-odds. */
export interface Contribution {
  feature: FeatureName;
  value: number;
  logOdds: number;
}

/** The parts of a pair's score, in a fixed order; features that say nothing are left out. */
export function contributions(features: Features, weights: Weights): Contribution[] {
  return featureNames
    .map((feature) => ({ feature, value: features[feature], logOdds: features[feature] * weights[feature] }))
    .filter(({ logOdds }) => logOdds !== 0);
}

/** The log-odds that the two are the same product: the sum of the contributions. */
export function totalLogOdds(parts: readonly Contribution[]): number {
  return parts.reduce((sum, { logOdds }) => sum + logOdds, 0);
}
