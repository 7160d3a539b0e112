import type { QueueReason } from "../../lib/api-types.ts";

/** Why a sale waits, in two or three words; the server gives the whole sentence. */
export const reasonWords: Readonly<Record<QueueReason, string>> = {
  no_match: "No match",
  multiple: "Several fit",
  sku_case: "SKU capitals",
  set_number: "Set number",
  title: "Title only",
  insufficient: "Too few",
  oversold: "Oversold",
  conflict: "Contradiction",
  condition: "Other condition",
  reopened: "Reopened",
  lookup_failed: "Search failed",
};

/** All reasons, in the order of the list above. */
export const queueReasons = Object.keys(reasonWords) as QueueReason[];
