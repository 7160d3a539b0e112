/** What the address says: a stretch by name, or its days. */
export interface AnalyticsFilters {
  span?: Span;
  from?: string;
  to?: string;
  platform?: string;
}

export const spans = ["7d", "30d", "90d", "12m"] as const;
export type Span = (typeof spans)[number];
