import { readText } from "../../lib/search-params.ts";

/** Where to go after signing in: a path of this site, never another one. And what just happened. */
export function loginSearch(search: Record<string, unknown>): { to?: string; sso?: "failed"; reset?: "done" } {
  const to = readText(search["to"]);
  return {
    ...(to && /^\/(?![/\\])/.test(to) ? { to } : {}),
    ...(search["sso"] === "failed" ? { sso: "failed" } : {}),
    ...(search["reset"] === "done" ? { reset: "done" } : {}),
  };
}
