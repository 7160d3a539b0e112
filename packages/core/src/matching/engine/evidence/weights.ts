/** The measured features of a pair of titles. All but `bias` lie between -1 and 1. */
export const featureNames = [
  "similarity",
  "spelling",
  "lineCovered",
  "itemCovered",
  "identifierAgreement",
  "identifierConflict",
  "nameConflict",
  "codeAgreement",
  "codeConflict",
  "codeVariant",
  "sharedNumber",
  "disjointNumbers",
  "unitConflict",
  "versionConflict",
  "sizeConflict",
  "colorConflict",
  "colorAgreement",
  "editionConflict",
  "twinConflict",
  "brand",
  "bias",
] as const;
export type FeatureName = (typeof featureNames)[number];
export type Features = Readonly<Record<FeatureName, number>>;

/** Log-odds that each feature adds when it is fully present. */
export type Weights = Readonly<Record<FeatureName, number>>;

/**
 * Match weights in the manner of Fellegi and Sunter (1969), as natural log-odds, in round figures: set by hand from
 * what each kind of evidence is worth between product titles in general, not fitted to a data set. A seller's own
 * resolutions adjust how the sum is read as a probability, not these.
 */
export const defaultWeights: Weights = {
  similarity: 3,
  spelling: 1,
  lineCovered: 2,
  itemCovered: 1.5,
  identifierAgreement: 5,
  identifierConflict: -3.5,
  nameConflict: -3.5,
  codeAgreement: 2,
  codeConflict: -1.5,
  codeVariant: -1,
  sharedNumber: 0.3,
  disjointNumbers: -0.3,
  unitConflict: -0.7,
  versionConflict: -0.7,
  sizeConflict: -2.5,
  colorConflict: -1,
  colorAgreement: 0.3,
  editionConflict: -0.5,
  twinConflict: -2,
  brand: 0.5,
  bias: -5.5,
};
