import type { Tone } from "../components/state-dot.tsx";
import type { ItemClaim, LineClaim, OrderLine, OrderRow } from "./api-types.ts";

const lineStateWords: Readonly<Record<OrderLine["state"], { word: string; tone: Tone }>> = {
  pending: { word: "Not looked at yet", tone: "off" },
  linked: { word: "Linked", tone: "done" },
  queued: { word: "Needs a link", tone: "wants" },
  skipped: { word: "Skipped", tone: "off" },
  no_inventory: { word: "No inventory", tone: "off" },
  released: { word: "Released", tone: "off" },
};

export const claimStateWords: Readonly<Record<LineClaim["state"] | ItemClaim["state"], { word: string; tone: Tone }>> =
  {
    reserved: { word: "Reserved", tone: "progress" },
    sold: { word: "Sold", tone: "done" },
    released: { word: "Released", tone: "off" },
    returned: { word: "Returned", tone: "wants" },
  };

export const linkStateWords: Readonly<Record<OrderRow["linkState"], { word: string; tone: Tone }>> = {
  needs_link: { word: "Not linked", tone: "wants" },
  partial: { word: "Partly linked", tone: "wants" },
  linked: { word: "Linked", tone: "done" },
  none: { word: "Nothing to link", tone: "off" },
};

/** What became of a line, in a word. */
export function lineWord({ state, notTracked }: Pick<OrderLine, "state" | "notTracked">): { word: string; tone: Tone } {
  return notTracked ? { word: "Part, not tracked", tone: "off" } : lineStateWords[state];
}

/** How a unit came to its sale, in words. */
export function methodWords(method: string): string {
  return method.replaceAll("_", " ");
}
