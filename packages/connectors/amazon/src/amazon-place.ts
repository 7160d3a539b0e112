import { ConnectorError } from "@counterfoil/connector-kit";
import {
  type AmazonMarketplace,
  type AmazonRegion,
  marketplaceName,
  marketplaceOf,
  regionNames,
} from "./amazon-marketplaces.ts";

/** Where a connection sells: its home marketplace, the region that follows from it, and the marketplaces it reads. */
export interface AmazonPlace {
  marketplace: AmazonMarketplace;
  region: AmazonRegion;
  /** What the seller chose to read; null for all that the account sells in. */
  chosen: readonly string[] | null;
}

/**
 * Derives the region from the home marketplace. Throws `invalid_request` for no or an unknown marketplace, a region
 * that it does not belong to, and marketplaces of other regions.
 */
export function placeOf(
  marketplaceId: string | undefined,
  stated: { region?: string; marketplaceIds?: string },
): AmazonPlace {
  if (marketplaceId === undefined) throw refused("marketplace", "Choose your home marketplace at Amazon.");
  const marketplace = marketplaceOf(marketplaceId);
  if (!marketplace) throw refused("marketplace", `Amazon has no marketplace with the id ${marketplaceId}.`);
  const { region } = marketplace;
  if (stated.region !== undefined && stated.region !== region) {
    const name = regionNames[stated.region as AmazonRegion] ?? stated.region;
    throw refused("region", `${marketplace.domain} belongs to ${regionNames[region]}, not to ${name}.`);
  }
  const chosen = stated.marketplaceIds?.split(",").filter(Boolean) ?? [];
  const foreign = chosen.filter((id) => marketplaceOf(id)?.region !== region);
  if (foreign.length > 0) {
    const names = foreign.map(marketplaceName).join(", ");
    const rule = "A connection reads one region; connect the others by themselves.";
    throw refused("marketplaceIds", `${names} does not belong to ${regionNames[region]}. ${rule}`);
  }
  return { marketplace, region, chosen: chosen.length > 0 ? chosen : null };
}

function refused(path: string, message: string): ConnectorError {
  return new ConnectorError({ code: "invalid_request", message, issues: [{ path, code: "region", message }] });
}
