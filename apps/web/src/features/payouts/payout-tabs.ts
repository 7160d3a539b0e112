/** The tabs, in the order of what wants looking at. */
export const payoutTabs = [
  "all",
  "missing",
  "different",
  "unclear",
  "matched",
  "expected",
  "unexplained",
  "other",
] as const;
export type PayoutTab = (typeof payoutTabs)[number];
