import type { Listing } from "../model/index.ts";
import { exactTiers, judgeItem, type Tier } from "./exact-tiers.ts";
import { allInterchangeable } from "./interchangeable.ts";
import { Ledger } from "./ledger.ts";
import { openIndex, type StockIndex } from "./stock-index.ts";
import { titleNamesAnother } from "./title-says-otherwise.ts";
import type { MatchIndex, MatchItem, MatchKind, MatchLine, MatchPolicy } from "./types.ts";

/** What is needed of a listing to find the units it offers. */
export type ListingToLink = Pick<
  Listing,
  "platform" | "reference" | "title" | "identifiers" | "condition" | "price" | "location"
>;

/** Why a listing was tied to no unit. `sold`: only units fit that were sold. */
export type UnlinkedReason = "no_match" | "several" | "doubtful" | "sold";

/** The units that a listing certainly offers, or why that is not certain. */
export type ListingLinkDecision =
  | { outcome: "linked"; itemIds: readonly string[]; method: MatchKind; reason: string }
  | { outcome: "unlinked"; reason: UnlinkedReason };

/** A listing as the matcher sees a sale: whatever is tied to it or likely to be was found by the same evidence. */
export function listingAsLine(listing: ListingToLink): MatchLine {
  const { reference, title, identifiers, condition, price, platform } = listing;
  return {
    ...{ id: reference.externalId, orderId: "", orderReference: "", platform, placedAt: "1970-01-01T00:00:00.000Z" },
    ...{ position: 0, listingId: reference.externalId, variationId: reference.variationId, sku: reference.sku },
    ...{ title, identifiers, condition, unitPrice: price, needed: 1, held: 0, preLinked: [] },
  };
}

const onTheShelf: ReadonlySet<MatchItem["status"]> = new Set(["not_received", "in_stock", "listed", "returned"]);

/** Whether a unit is known to be in the listed condition. A catalogue number says nothing about it. */
function conditionIsKnown(line: MatchLine, item: MatchItem, { kind }: Tier): boolean {
  return kind !== "identifier" || (line.condition === null) === (item.condition === null);
}

/** Where the listing names a shelf and some of the units lie there, those are meant. */
function narrowToShelf(items: readonly MatchItem[], location: string | null): readonly MatchItem[] {
  const shelf = location?.trim().toLowerCase();
  if (!shelf) return items;
  const there = items.filter((item) => item.location?.trim().toLowerCase() === shelf);
  return there.length > 0 ? there : items;
}

interface Judging {
  index: StockIndex;
  policy: MatchPolicy;
  refused: ReadonlySet<string>;
  location: string | null;
}

function judgeTier(
  line: MatchLine,
  tier: Tier,
  { index, policy, refused, location }: Judging,
): ListingLinkDecision | null {
  const candidates = tier.items.filter((item) => !refused.has(item.id));
  if (candidates.length === 0) return null;
  const shelved = candidates.filter(({ status }) => onTheShelf.has(status));
  if (shelved.length === 0) return { outcome: "unlinked", reason: "sold" };
  const pinned = tier.kind === "pin";
  const fitting = narrowToShelf(
    shelved.filter((item) => pinned || (judgeItem(line, item, index) === "fits" && conditionIsKnown(line, item, tier))),
    location,
  );
  if (fitting.length === 0) return { outcome: "unlinked", reason: "doubtful" };
  if (!pinned && fitting.every((item) => titleNamesAnother(line, item, index)))
    return { outcome: "unlinked", reason: "doubtful" };
  if (fitting.length > 1 && !(policy.fifoInterchangeable && allInterchangeable(fitting)))
    return { outcome: "unlinked", reason: "several" };
  const itemIds = fitting.map(({ id }) => id).sort();
  return { outcome: "linked", itemIds, method: tier.kind, reason: tier.reason.text };
}

/**
 * Finds the units that a listing offers, by exact evidence alone: a pinned SKU, the SKU, or a catalogue number in the
 * same condition. Several equal units are tied together where the seller lets equal units stand for each other. What is
 * not certain is left for a person. `refused` are units that a person parted from it.
 */
export function linkListing(
  listing: ListingToLink,
  index: MatchIndex,
  { policy, refused = new Set() }: { policy: MatchPolicy; refused?: ReadonlySet<string> },
): ListingLinkDecision {
  const opened = openIndex(index);
  const line = listingAsLine(listing);
  let sold = false;
  for (const tier of exactTiers(line, opened, { policy, ledger: new Ledger() })) {
    if (tier.kind === "listing") continue;
    const decision = judgeTier(line, tier, { index: opened, policy, refused, location: listing.location });
    if (decision === null) continue;
    if (decision.outcome === "linked" || decision.reason !== "sold") return decision;
    sold = true;
  }
  return { outcome: "unlinked", reason: sold ? "sold" : "no_match" };
}
