import type { Identifier, ListingLink } from "@counterfoil/core/model";
import { escapePart } from "./pair-text.ts";

/** Identifiers in one cell, as `readIdentifiers` reads them. */
export function writeIdentifiers(identifiers: readonly Identifier[]): string {
  return identifiers.map(({ type, value }) => `${type}:${escapePart(value)}`).join("; ");
}

/** Listings in one cell, as `readListings` reads them. */
export function writeListings(listings: readonly ListingLink[]): string {
  return listings
    .map(({ platform, listingId, variationId }) => {
      const variation = variationId === null ? "" : `/${escapePart(variationId)}`;
      return `${platform}:${escapePart(listingId)}${variation}`;
    })
    .join("; ");
}
