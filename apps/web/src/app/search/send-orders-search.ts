import { readText } from "../../lib/search-params.ts";

/** `batch`: orders that were sent together, to look at what became of them. */
export function sendOrdersSearch(search: Record<string, unknown>): { batch?: string } {
  return { batch: readText(search["batch"]) };
}
