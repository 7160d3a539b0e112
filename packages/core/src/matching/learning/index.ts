export { leastRate } from "./binomial-bound.ts";
export { judgePastSale, type PastSale, type PastVerdict } from "./judge-past-sale.ts";
export {
  engineBar,
  type JudgedSuggestion,
  type LearnedCalibration,
  learnCalibration,
  learnedProbability,
} from "./learn-calibration.ts";
export { type ChannelBar, type ChannelPolicy, linkByChannel } from "./link-by-channel.ts";
export {
  alikeDecisions,
  type OfferedMapping,
  type PastDecision,
  proposeMappings,
  type TakenUnit,
} from "./propose-mappings.ts";
export {
  applyRules,
  describeRule,
  type RuleSource,
  ruleApplies,
  ruleSources,
  type TaughtLine,
  type TaughtRule,
} from "./taught-rules.ts";
