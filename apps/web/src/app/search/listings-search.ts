import { type ListingFilter, listingFilters } from "../../features/listings/listing-filters.ts";
import { readOneOf, readText } from "../../lib/search-params.ts";

export interface ListingsSearch {
  q?: string;
  filter?: ListingFilter;
  /** The open listing. */
  listing?: string;
}

export function listingsSearch(search: Record<string, unknown>): ListingsSearch {
  return {
    q: readText(search["q"]),
    filter: readOneOf(search["filter"], listingFilters),
    listing: readText(search["listing"]),
  };
}
