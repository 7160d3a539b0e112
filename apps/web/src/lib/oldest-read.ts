import type { SyncStatus } from "./api-types.ts";

/**
 * When everything of a kind was last read, ISO 8601: the oldest of the connections' latest good runs. Null where one
 * of them was never read, or where none is read at all.
 */
export function oldestRead(statuses: readonly SyncStatus[], kind: SyncStatus["kind"]): string | null {
  const times = statuses.filter((status) => status.kind === kind).map(({ lastSuccessAt }) => lastSuccessAt);
  const known = times.filter((at) => at !== null);
  if (known.length === 0 || known.length < times.length) return null;
  return known.reduce((oldest, at) => (Date.parse(at) < Date.parse(oldest) ? at : oldest));
}
