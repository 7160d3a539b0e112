import { findCarrier, simplifyCarrier } from "./carriers.ts";

/** A carrier as a platform names it. */
export interface PlatformCarrier {
  code: string;
  name: string;
}

/** The entry of a platform's list that a seller's word means: by code, by name, or by another name of the same carrier. */
export function matchPlatformCarrier(word: string, listed: readonly PlatformCarrier[]): PlatformCarrier | null {
  const byCode = listed.find(({ code }) => code === word.trim());
  if (byCode) return byCode;
  const wanted = simplifyCarrier(word);
  const same = listed.filter(({ code, name }) => simplifyCarrier(code) === wanted || simplifyCarrier(name) === wanted);
  if (same.length > 0) return same[0] ?? null;
  const meant = findCarrier(word);
  if (meant === null) return null;
  const alike = listed.filter(({ code, name }) => findCarrier(name) === meant || findCarrier(code) === meant);
  return alike.length === 1
    ? (alike[0] ?? null)
    : (alike.find(({ name }) => simplifyCarrier(name) === meant.id) ?? null);
}
