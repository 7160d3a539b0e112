import { normalisePlatform } from "@counterfoil/core/matching";
import { type Identifier, identifierTypes, type ListingLink, platformSchema } from "@counterfoil/core/model";
import { bad, type CellResult, good } from "./cell-values.ts";
import { unescapePart } from "./pair-text.ts";

function pairs(text: string): { key: string; value: string; whole: string }[] {
  return text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((whole) => {
      const colon = whole.indexOf(":");
      return { key: whole.slice(0, Math.max(colon, 0)).trim(), value: whole.slice(colon + 1).trim(), whole };
    });
}

/** Reads `set_number:75192-1; asin:B075SDMMMV`. */
export function readIdentifiers(text: string): CellResult<Identifier[]> {
  const found: Identifier[] = [];
  for (const { key, value, whole } of pairs(text)) {
    const type = identifierTypes.find((name) => name === key.toLowerCase());
    if (type === undefined || value === "")
      return bad(
        `"${whole}" is not an identifier. Write its type, a colon and the number, such as set_number:75192-1.`,
      );
    found.push({ type, value: unescapePart(value) });
  }
  return good(found);
}

/** Reads `ebay:110551234567; bricklink:9876/red`: the platform, the listing's number, and after a stroke its variation. */
export function readListings(text: string): CellResult<ListingLink[]> {
  const found: ListingLink[] = [];
  for (const { key, value, whole } of pairs(text)) {
    const platform = platformSchema.safeParse(normalisePlatform(key));
    const [listingId = "", variationId] = value.split("/");
    if (!platform.success || listingId.trim() === "")
      return bad(`"${whole}" is not a listing. Write the platform, a colon and the number, such as ebay:110551234567.`);
    found.push({
      platform: platform.data,
      listingId: unescapePart(listingId.trim()),
      variationId: unescapePart(variationId?.trim() ?? "") || null,
    });
  }
  return good(found);
}
