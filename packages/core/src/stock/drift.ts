import type { Listing } from "../model/index.ts";

/** What is known of a listing and the stock behind it. */
export interface ListingFacts {
  status: Listing["status"];
  /** The platform's figure; null where it does not say. */
  quantity: number | null;
  fulfilledBy: "seller" | "platform";
  /** Items that are tied to it. */
  links: number;
  /** Whether the only units that fit it were sold. */
  unitsWereSold: boolean;
  /** Units on hand behind it, promised ones included. */
  onHand: number;
  /** The figure it should show. */
  wanted: number;
}

/** How a listing stands. Exactly one holds, the first that applies. */
export const listingStandings = ["ended", "excluded", "not_linked", "phantom", "unknown", "differs", "agrees"] as const;
export type ListingStanding = (typeof listingStandings)[number];

/**
 * How a listing stands beside the stock. `phantom`: it is for sale and no unit lies behind it. `excluded`: the platform
 * counts the stock itself. Looking changes nothing.
 */
export function standingOf(facts: ListingFacts): ListingStanding {
  if (facts.status === "ended" || facts.status === "draft") return "ended";
  if (facts.fulfilledBy === "platform") return "excluded";
  const forSale = (facts.quantity ?? 0) > 0;
  if (facts.links === 0) return facts.unitsWereSold && forSale ? "phantom" : "not_linked";
  if (facts.onHand === 0 && forSale) return "phantom";
  if (facts.quantity === null) return "unknown";
  return facts.quantity === facts.wanted ? "agrees" : "differs";
}

/** The rules for a figure that differs although nothing changed here. */
export type DriftRule = "ask" | "withdraw" | "heal";

/** Whether a difference is mended by itself. `withdraw` mends what is offered too much and asks about the rest. */
export function healsBySelf(rule: DriftRule, { quantity, wanted }: { quantity: number; wanted: number }): boolean {
  if (quantity === wanted || rule === "ask") return false;
  return rule === "heal" || quantity > wanted;
}
