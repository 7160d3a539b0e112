import type { Tone } from "../components/state-dot.tsx";
import type { ItemClaim, LineClaim, OrderLine, OrderRow } from "./api-types.ts";
import { t } from "./language/language.ts";
import { statesBy } from "./language/words-by.ts";

const lineStateWords: Readonly<Record<OrderLine["state"], { word: string; tone: Tone }>> = statesBy(t, {
  pending: { word: "line.pending", tone: "off" },
  linked: { word: "line.linked", tone: "done" },
  queued: { word: "sale.needsLink", tone: "wants" },
  skipped: { word: "line.skipped", tone: "off" },
  no_inventory: { word: "line.noInventory", tone: "off" },
  released: { word: "line.released", tone: "off" },
});

export const claimStateWords: Readonly<Record<LineClaim["state"] | ItemClaim["state"], { word: string; tone: Tone }>> =
  statesBy(t, {
    reserved: { word: "line.reserved", tone: "progress" },
    sold: { word: "stock.sold", tone: "done" },
    released: { word: "line.released", tone: "off" },
    returned: { word: "stock.returned", tone: "wants" },
  });

export const linkStateWords: Readonly<Record<OrderRow["linkState"], { word: string; tone: Tone }>> = statesBy(t, {
  needs_link: { word: "line.notLinked", tone: "wants" },
  partial: { word: "line.partlyLinked", tone: "wants" },
  linked: { word: "line.linked", tone: "done" },
  none: { word: "line.nothing", tone: "off" },
});

/** What became of a line, in a word. */
export function lineWord({ state, notTracked }: Pick<OrderLine, "state" | "notTracked">): { word: string; tone: Tone } {
  return notTracked ? { word: t("line.part"), tone: "off" } : lineStateWords[state];
}

/** How a unit came to its sale, in words. */
export function methodWords(method: string): string {
  return t("line.method", { method, words: method.replaceAll("_", " ") });
}
