/** The entry to look at after one leaves the list: the next, else the one before, else none. */
export function neighbourOf(ids: readonly string[], id: string): string | null {
  const place = ids.indexOf(id);
  if (place < 0) return null;
  return ids[place + 1] ?? ids[place - 1] ?? null;
}

/** The entry `step` places away, held within the list; the first one when none is open. */
export function stepFrom(ids: readonly string[], id: string | null, step: number): string | null {
  if (ids.length === 0) return null;
  const place = id === null ? -1 : ids.indexOf(id);
  if (place < 0) return ids[0] ?? null;
  return ids[Math.min(ids.length - 1, Math.max(0, place + step))] ?? null;
}
