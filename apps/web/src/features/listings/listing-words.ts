import type { Tone } from "../../components/state-dot.tsx";
import type { ListingRow } from "../../lib/api-types.ts";
import { wordsBy } from "../../lib/language/words-by.ts";
import type { ListingFilter } from "./listing-filters.ts";
import { t } from "./texts.ts";

export const listingFilterWords: Readonly<Record<ListingFilter, string>> = wordsBy(t, {
  all: "listings.all",
  differs: "listings.differs",
  waiting: "listings.onItsWay",
  held: "listings.waitsForAYes",
  failed: "status.failed",
  phantom: "listings.noStockBehind",
  not_linked: "line.notLinked",
  excluded: "listings.keptByPlatform",
});

interface StateWords {
  tone: Tone;
  word: string;
  /** More about it, in a sentence. */
  text: string | null;
}

const linkReasons: Readonly<Record<NonNullable<ListingRow["linkReason"]>, string>> = wordsBy(t, {
  no_match: "reason.noUnit",
  several: "reason.severalFit",
  doubtful: "reason.doubtful",
  sold: "reason.soldUnits",
});

function taskWords(task: NonNullable<ListingRow["task"]>): StateWords | null {
  if (task.state === "failed") return { tone: "failed", word: t("status.failed"), text: task.error?.message ?? null };
  if (task.state === "held") return { tone: "wants", word: t("listings.waitsForYourYes"), text: null };
  if (task.state === "declined") return { tone: "off", word: t("listings.youSaidNo"), text: t("listing.staysText") };
  if (task.state === "settled") return null;
  return { tone: "progress", word: t("listings.onItsWay"), text: task.error?.message ?? task.note };
}

/** How a listing stands, in the seller's words. */
export function listingState(listing: ListingRow): StateWords {
  const task = listing.task && taskWords(listing.task);
  switch (listing.standing) {
    case "excluded":
      return { tone: "off", word: t("listings.keptByPlatform"), text: t("listing.excludedText") };
    case "not_linked":
      return { tone: "wants", word: t("line.notLinked"), text: listing.linkReason && linkReasons[listing.linkReason] };
    case "phantom":
      return task ?? { tone: "failed", word: t("listings.noStockBehind"), text: t("listing.phantomText") };
    case "differs":
      return task ?? { tone: "wants", word: t("listings.differs"), text: t("listing.differsText") };
    case "unknown":
      return task ?? { tone: "wants", word: t("status.unknown"), text: t("listing.unknownText") };
    case "ended":
      return { tone: "off", word: t("listings.ended"), text: null };
    case "agrees":
      return task ?? { tone: "done", word: t("listings.agrees"), text: listing.task?.note ?? null };
  }
}

/** Whether sending our figure would change something. */
export function canSend(listing: ListingRow): boolean {
  if (listing.standing === "differs" || listing.standing === "phantom" || listing.standing === "unknown") return true;
  return listing.task?.state === "failed" || listing.task?.state === "declined";
}
