/** A SKU in the forms it is compared by. `base` is what stands before a pipe: the rest is a shelf note. */
export interface SkuForms {
  full: string;
  base: string;
}

/**
 * Trims and reads a SKU. Everything else is literal: hyphens do not separate, and no character has a meaning except the
 * first pipe. Null for an empty SKU.
 */
export function readSku(raw: string | null): SkuForms | null {
  const full = raw?.normalize("NFC").trim().replace(/\s+/g, " ") ?? "";
  if (full === "") return null;
  const base = full.split("|", 1)[0]?.trim() ?? "";
  return { full, base: base === "" ? full : base };
}

/** The form in which SKUs that differ only in capitals are equal. */
export function foldSku(sku: string): string {
  return sku.toLowerCase();
}

/** The SKU under which a unit without one is listed: the first eight hex digits of its id. */
export function idPrefixSku(itemId: string): string {
  return itemId.replaceAll("-", "").slice(0, 8).toLowerCase();
}
