import { readText } from "../../lib/search-params.ts";

/** Where to go after signing in: a path of this site, never another one. */
export function loginSearch(search: Record<string, unknown>): { to?: string } {
  const to = readText(search["to"]);
  return to && /^\/(?![/\\])/.test(to) ? { to } : {};
}
