import type { Tone } from "../../components/state-dot.tsx";
import type { ListingRow } from "../../lib/api-types.ts";

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

export const listingFilterWords: Readonly<Record<ListingFilter, string>> = {
  all: "All",
  differs: "Differs",
  waiting: "On its way",
  held: "Waits for a yes",
  failed: "Failed",
  phantom: "No stock behind",
  not_linked: "Not linked",
  excluded: "Kept by platform",
};

interface StateWords {
  tone: Tone;
  word: string;
  /** More about it, in a sentence. */
  text: string | null;
}

const linkReasons: Readonly<Record<NonNullable<ListingRow["linkReason"]>, string>> = {
  no_match: "No unit carries its SKU or number.",
  several: "Several different units fit.",
  doubtful: "A unit fits by its number and contradicts in something else.",
  sold: "The units that fit were sold.",
};

function taskWords(task: NonNullable<ListingRow["task"]>): StateWords | null {
  if (task.state === "failed") return { tone: "failed", word: "Failed", text: task.error?.message ?? null };
  if (task.state === "held") return { tone: "wants", word: "Waits for your yes", text: null };
  if (task.state === "declined") return { tone: "off", word: "You said no", text: "It stays until its stock changes." };
  if (task.state === "settled") return null;
  return { tone: "progress", word: "On its way", text: task.error?.message ?? task.note };
}

/** How a listing stands, in the seller's words. */
export function listingState(listing: ListingRow): StateWords {
  const task = listing.task && taskWords(listing.task);
  switch (listing.standing) {
    case "excluded":
      return { tone: "off", word: "Kept by platform", text: "The platform counts the units in its own warehouse." };
    case "not_linked":
      return { tone: "wants", word: "Not linked", text: listing.linkReason && linkReasons[listing.linkReason] };
    case "phantom":
      return task ?? { tone: "failed", word: "No stock behind", text: "It is for sale, and no unit is on the shelf." };
    case "differs":
      return (
        task ?? { tone: "wants", word: "Differs", text: "The platform shows another number than your stock allows." }
      );
    case "unknown":
      return task ?? { tone: "wants", word: "Unknown", text: "The platform does not say how many it offers." };
    case "ended":
      return { tone: "off", word: "Ended", text: null };
    case "agrees":
      return task ?? { tone: "done", word: "Agrees", text: listing.task?.note ?? null };
  }
}

/** Whether sending our figure would change something. */
export function canSend(listing: ListingRow): boolean {
  if (listing.standing === "differs" || listing.standing === "phantom" || listing.standing === "unknown") return true;
  return listing.task?.state === "failed" || listing.task?.state === "declined";
}
