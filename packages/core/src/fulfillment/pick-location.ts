const natural = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Orders places as people walk past them: `S2` before `S10`, letter case aside. Unknown places come last. */
export function comparePlaces(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return natural.compare(a, b);
}

/** Where a unit lies: its own place, else the shelf note that some sellers write behind a pipe in the SKU; null if neither. */
export function pickPlace(own: string | null, sku: string | null): string | null {
  const place = own?.trim();
  if (place) return place;
  const at = sku?.indexOf("|") ?? -1;
  return sku?.slice(at + 1).trim() && at >= 0 ? sku.slice(at + 1).trim() : null;
}
