/** Why a sold line waits for a person. */
export const queueReasons = [
  "no_match",
  "multiple",
  "sku_case",
  "set_number",
  "title",
  "insufficient",
  "oversold",
  "conflict",
  "condition",
  "reopened",
  "lookup_failed",
] as const;
export type QueueReason = (typeof queueReasons)[number];

/** Numbers that a reason's sentence may name. */
export interface ReasonFacts {
  needed: number;
  found: number;
}

const sentences: Readonly<Record<QueueReason, (facts: ReasonFacts) => string>> = {
  no_match: () => "Nothing in stock matches this sale.",
  multiple: ({ needed }) =>
    needed === 1 ? "Several units fit: choose which one was sold." : `Several units fit: choose the ${needed} sold.`,
  sku_case: () => "A unit has this SKU in other capitals.",
  set_number: () => "The number in the title is in stock: confirm that it is the same product.",
  title: () => "Words of the title fit a unit's name: confirm that it is the same product.",
  insufficient: ({ needed, found }) => `${needed} units are needed and ${found} can be found.`,
  oversold: () =>
    "Sold more often than there are units: the last one is promised to another order. Find another unit, or cancel this sale on its platform before it is due.",
  conflict: () => "The listing, the SKU or the catalogue number point at different products.",
  condition: () => "The product is in stock, but in another condition.",
  reopened: () => "Reopened by hand: it waits for a person.",
  lookup_failed: () => "The search for a unit broke off: it is tried again, or choose the unit by hand.",
};

/** The seller's sentence for a reason. The one place where these words are written. */
export function describeQueueReason(reason: QueueReason, facts: ReasonFacts): string {
  return sentences[reason](facts);
}
