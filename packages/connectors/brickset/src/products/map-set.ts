import type { CatalogueProduct, ProductRetail } from "@counterfoil/connector-kit";
import { parseMoney } from "@counterfoil/core/model";
import type { Region } from "../brickset-fields.ts";
import type { WireRetail, WireSet } from "../brickset-schemas.ts";
import { validBarcodes } from "./barcodes.ts";

const kinds: Readonly<Record<string, CatalogueProduct["kind"]>> = {
  normal: "set",
  extended: "set",
  other: "other",
  gear: "gear",
  book: "book",
  collection: "collection",
  random: "random",
};

// Which country and currency a region of LEGO.com stands for; prices of others have no currency to be known by.
const places: Readonly<Record<string, { country: string; currency: string }>> = {
  US: { country: "US", currency: "USD" },
  UK: { country: "GB", currency: "GBP" },
  CA: { country: "CA", currency: "CAD" },
  DE: { country: "DE", currency: "EUR" },
};

/** A set of `getSets` in the common shape. The region's price comes first. */
export function mapSet(set: WireSet, raw: unknown, region: Region): CatalogueProduct {
  return {
    externalId: String(set.setID),
    number: `${set.number}-${set.numberVariant}`,
    kind: kinds[set.category?.toLowerCase() ?? ""] ?? null,
    name: plain(set.name),
    brand: "LEGO",
    theme: plain(set.theme),
    themeGroup: plain(set.themeGroup),
    subtheme: plain(set.subtheme),
    year: set.year ?? null,
    pieces: set.pieces ?? null,
    minifigs: set.minifigs ?? null,
    pictureUrl: plain(set.image?.imageURL),
    thumbnailUrl: plain(set.image?.thumbnailURL),
    pageUrl: plain(set.bricksetURL),
    barcodes: validBarcodes(set.barcode),
    retail: retailOf(set, region),
    itemNumbers: /^\d+$/.test(set.number) ? [set.number] : [],
    packaging: plain(set.packagingType),
    availability: plain(set.availability),
    isReleased: set.released ?? null,
    weightGrams: scaled(set.dimensions?.weight, 1000),
    dimensionsMm: {
      height: scaled(set.dimensions?.height, 10),
      width: scaled(set.dimensions?.width, 10),
      depth: scaled(set.dimensions?.depth, 10),
    },
    age: { min: set.ageRange?.min ?? null, max: set.ageRange?.max ?? null },
    updatedAt: instant(set.lastUpdated),
    raw,
  };
}

function retailOf({ LEGOCom }: WireSet, region: Region): ProductRetail[] {
  const told = Object.entries(LEGOCom ?? {}).map(([name, retail]) => ({ name, retail: toRetail(name, retail) }));
  return told
    .filter(({ retail }) => retail.price !== null || retail.firstAvailable !== null || retail.lastAvailable !== null)
    .sort((left, right) => Number(right.name === region) - Number(left.name === region))
    .map(({ retail }) => retail);
}

function toRetail(name: string, { retailPrice, dateFirstAvailable, dateLastAvailable }: WireRetail): ProductRetail {
  const place = places[name];
  const currency = place?.currency;
  return {
    country: place?.country ?? name,
    price: retailPrice == null || currency === undefined ? null : parseMoney(String(retailPrice), currency),
    firstAvailable: instant(dateFirstAvailable),
    lastAvailable: instant(dateLastAvailable),
  };
}

/** Trimmed; null for nothing, and for Brickset's words in braces, such as `{Not specified}` and `{?}`. */
function plain(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" || /^\{.*\}$/.test(trimmed) ? null : trimmed;
}

function scaled(value: number | null | undefined, factor: number): number | null {
  return value == null ? null : Math.round(value * factor);
}

function instant(text: string | null | undefined): string | null {
  const at = Date.parse(text ?? "");
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
