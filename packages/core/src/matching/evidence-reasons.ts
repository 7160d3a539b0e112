import type { Contribution } from "./engine/evidence/log-odds.ts";
import type { FeatureName } from "./engine/evidence/weights.ts";
import type { MatchReason } from "./types.ts";

const agreeing: Readonly<Partial<Record<FeatureName, string>>> = {
  codeAgreement: "The model number agrees",
  colorAgreement: "The colour agrees",
  brand: "The brand agrees",
};
const contradicting: Readonly<Partial<Record<FeatureName, string>>> = {
  identifierConflict: "The title names another number",
  nameConflict: "The number agrees, the names differ",
  codeConflict: "The model numbers differ",
  codeVariant: "Another variant of the model",
  unitConflict: "A size or a quantity differs",
  versionConflict: "Another year or version",
  sizeConflict: "Another size",
  colorConflict: "The colours differ",
  editionConflict: "Another edition",
  twinConflict: "The names differ in one word",
  brand: "The brands differ",
};

/** A title's evidence in the seller's words; null for the parts that only measure likeness. */
export function evidenceReason({ feature, logOdds }: Contribution): MatchReason | null {
  const text = logOdds > 0 ? agreeing[feature] : contradicting[feature];
  if (text === undefined) return null;
  return { text, effect: logOdds > 0 ? "agrees" : "contradicts" };
}
