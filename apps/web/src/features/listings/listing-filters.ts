export const listingFilters = [
  "all",
  "differs",
  "waiting",
  "held",
  "failed",
  "phantom",
  "not_linked",
  "excluded",
] as const;
export type ListingFilter = (typeof listingFilters)[number];
