import { readFlag, readText } from "../../lib/search-params.ts";

/** `left`: only what is not in hand yet. */
export function pickSearch(search: Record<string, unknown>): { platform?: string; left?: true } {
  return { platform: readText(search["platform"]), left: readFlag(search["left"]) };
}
