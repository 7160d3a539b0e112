export { type Explanation, explain } from "./explain.ts";
export * from "./from-model.ts";
export * from "./learning/index.ts";
export { link } from "./link.ts";
export {
  type ListingLinkDecision,
  type ListingToLink,
  linkListing,
  listingAsLine,
  type UnlinkedReason,
} from "./link-listing.ts";
export { readConditionWords, type TitleCondition } from "./normalise/condition-words.ts";
export { identifierKey, normaliseSetNumber } from "./normalise/identifier-key.ts";
export { normalisePlatform } from "./normalise/platform-name.ts";
export { foldSku, idPrefixSku, readSku, type SkuForms } from "./normalise/sku.ts";
export { readTitleNumbers, type TitleNumber } from "./normalise/title-numbers.ts";
export { buildIndex, type IndexSnapshot, restoreIndex, saveIndex } from "./stock-index.ts";
export { assess, suggest } from "./suggest.ts";
export * from "./types.ts";
