import { z } from "zod";
import type { Attributes, Listing, ListingIssue, Seller } from "../amazon-entities.ts";
import { asinFrom, listingIdFrom } from "../amazon-seeding.ts";
import { type AmazonWorld, secondsFromNow, skuKey } from "../amazon-world.ts";
import { marketplaceOf } from "../marketplaces.ts";
import { announceListing } from "../notifications/announce.ts";
import { availabilityFrom, offersFrom, priceIn, titleIn } from "./attributes.ts";
import { changeListing } from "./stock.ts";

const rows = z.array(z.record(z.string(), z.unknown()));
export const patchSchema = z.object({
  op: z.enum(["add", "replace", "merge", "delete"]),
  path: z.string(),
  value: rows.optional(),
});
export const attributesSchema = z.record(z.string(), rows);
export type Patch = z.output<typeof patchSchema>;

/** What somebody wants to become of a listing. */
export interface Submission {
  sku: string;
  marketplaceId: string;
  via: "patch" | "put" | "feed";
  /** The attributes as they would be; null to delete the listing. */
  change: { patches: readonly Patch[] } | { attributes: Attributes; productType: string } | null;
}

export interface Verdict {
  status: "ACCEPTED" | "INVALID" | "VALID";
  submissionId: string;
  asin: string | null;
  issues: ListingIssue[];
}

const error = (code: string, message: string, attributeNames: string[], category: string): ListingIssue => ({
  code,
  message,
  severity: "ERROR",
  attributeNames,
  categories: [category],
});

/** Judges a submission and, unless it is only tried out, takes it: it is live some time later. */
export function submit(
  world: AmazonWorld,
  seller: Seller,
  submission: Submission,
  options: { preview: boolean },
): Verdict {
  const listing = world.listings.get(skuKey(seller.sellerId, submission.sku));
  const { attributes, issues } = judge(listing, submission);
  const verdict = { submissionId: world.random.hex(32), asin: listing?.asin ?? null, issues };
  if (issues.some(({ severity }) => severity === "ERROR")) return { ...verdict, status: "INVALID" };
  if (options.preview) return { ...verdict, status: "VALID" };
  const queued = world.settings.nextSubmissionIssue;
  if (queued !== null) {
    world.settings.nextSubmissionIssue = null;
    // Taken, and yet nothing comes of it: the trap that only the issues tell of.
    if (queued.severity === "ERROR") return { ...verdict, status: "ACCEPTED", issues: [queued] };
    verdict.issues = [queued];
  }
  take(world, seller, submission, { listing, attributes });
  return { ...verdict, status: "ACCEPTED" };
}

function judge(listing: Listing | undefined, { sku, change }: Submission) {
  if (change === null || "patches" in change) {
    if (listing === undefined) {
      const message = `SKU ${sku} does not exist in your inventory. Your data was not processed.`;
      return { attributes: {}, issues: [error("13013", message, [], "INVALID_ATTRIBUTE")] };
    }
    if (change === null) return { attributes: listing.attributes, issues: [] };
    const { attributes, issues } = patched(listing.attributes, change.patches);
    return { attributes, issues: [...issues, ...judgeAttributes(attributes)] };
  }
  return { attributes: change.attributes, issues: judgeAttributes(change.attributes) };
}

function judgeAttributes(attributes: Attributes): ListingIssue[] {
  const issues: ListingIssue[] = [];
  for (const row of attributes["fulfillment_availability"] ?? []) {
    const quantity = row["quantity"];
    const code = row["fulfillment_channel_code"];
    if (typeof code !== "string" || code === "") {
      const name = "fulfillment_availability";
      issues.push(
        error("90220", "'fulfillment_channel_code' is required but not supplied.", [name], "MISSING_ATTRIBUTE"),
      );
    }
    if (quantity !== undefined && (!Number.isInteger(quantity) || Number(quantity) < 0)) {
      issues.push(error("90244", "The provided value for 'quantity' is invalid.", ["quantity"], "INVALID_ATTRIBUTE"));
    }
  }
  for (const offer of attributes["purchasable_offer"] ?? []) {
    if (!/^\d+(\.\d{1,2})?$/.test(priceIn(offer) ?? "")) {
      const name = "purchasable_offer.our_price";
      const message = `The attribute '${name}' does not have enough values.`;
      issues.push(error("99022", message, [name], "MISSING_ATTRIBUTE"));
    }
  }
  return issues;
}

/** Which parts of a row say that it is the same row. */
const selectors = ["fulfillment_channel_code", "marketplace_id", "audience", "language_tag"];

function patched(before: Attributes, patches: readonly Patch[]) {
  const attributes = structuredClone(before);
  const issues: ListingIssue[] = [];
  for (const { op, path, value = [] } of patches) {
    const [, name] = /^\/attributes\/([a-z0-9_]+)$/.exec(path) ?? [];
    if (name === undefined) {
      issues.push(error("4000001", `The path '${path}' is not supported.`, [], "INVALID_ATTRIBUTE"));
    } else if (op === "delete") {
      const kept = (attributes[name] ?? []).filter(
        (row) => value.length > 0 && !value.some((gone) => isSame(row, gone)),
      );
      if (kept.length > 0) attributes[name] = kept;
      else delete attributes[name];
    } else {
      attributes[name] = op === "merge" ? merged(attributes[name] ?? [], value) : structuredClone(value);
    }
  }
  return { attributes, issues };
}

function merged(before: Attributes[string], value: Attributes[string]): Attributes[string] {
  const untouched = before.filter((row) => !value.some((change) => isSame(row, change)));
  const changed = value.map((change) => ({ ...before.find((row) => isSame(row, change)), ...structuredClone(change) }));
  return [...untouched, ...changed];
}

// A selector that only one of the two names does not tell them apart.
function isSame(row: Record<string, unknown>, other: Record<string, unknown>): boolean {
  return selectors.every((name) => row[name] === undefined || other[name] === undefined || row[name] === other[name]);
}

function take(
  world: AmazonWorld,
  seller: Seller,
  submission: Submission,
  { listing, attributes }: { listing: Listing | undefined; attributes: Attributes },
) {
  const { sku, via, change } = submission;
  world.ledger.append("listing-submitted", { sellerId: seller.sellerId, sku, via, deletes: change === null });
  if (change === null && listing !== undefined) {
    deleteListing(world, listing, via);
    return;
  }
  const target = listing ?? newListing(world, seller, submission, attributes);
  target.attributes = attributes;
  target.appliesAt = secondsFromNow(world, world.settings.listingDelaySeconds);
  target.appliesVia = via;
  applyDueSubmissions(world);
}

export function deleteListing(world: AmazonWorld, listing: Listing, via: string) {
  world.listings.delete(skuKey(listing.sellerId, listing.sku));
  world.ledger.append("listing-deleted", { sellerId: listing.sellerId, sku: listing.sku, via });
  announceListing(world, listing, ["DELETED"]);
}

function newListing(world: AmazonWorld, seller: Seller, submission: Submission, attributes: Attributes): Listing {
  const asin = attributes["merchant_suggested_asin"]?.[0]?.["value"];
  const now = world.clock.milliseconds();
  const { change, sku } = submission;
  const conditionType = attributes["condition_type"]?.[0]?.["value"];
  return world.listings.put({
    sellerId: seller.sellerId,
    sku,
    listingId: listingIdFrom(world.random),
    asin: typeof asin === "string" ? asin : asinFrom(world.random),
    productType: change !== null && "productType" in change ? change.productType : "PRODUCT",
    title: titleIn(attributes) ?? sku,
    conditionType: typeof conditionType === "string" ? conditionType : "new_new",
    offers: [],
    availability: [],
    attributes,
    issues: [],
    isActive: true,
    createdAt: now,
    updatedAt: now,
    appliesAt: null,
    appliesVia: null,
  });
}

/** Makes live what has waited long enough. */
export function applyDueSubmissions(world: AmazonWorld) {
  const now = world.clock.milliseconds();
  for (const listing of world.listings.where(({ appliesAt }) => appliesAt !== null && appliesAt <= now)) {
    const via = listing.appliesVia ?? "patch";
    listing.appliesAt = null;
    listing.appliesVia = null;
    changeListing(world, listing, via, () => {
      listing.availability = availabilityFrom(listing.attributes, listing.availability);
      listing.offers = offersFrom(listing.attributes).filter(({ marketplaceId }) => marketplaceOf(marketplaceId));
      listing.title = titleIn(listing.attributes) ?? listing.title;
    });
  }
}
