import type { Money } from "@counterfoil/core/model";
import type { CallOptions, Page } from "./connector.ts";

/** What a product cost where it was sold, and when. */
export interface ProductRetail {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Null where only dates are known. */
  price: Money | null;
  /** ISO 8601 UTC. */
  firstAvailable: string | null;
  lastAvailable: string | null;
}

/** A product as a catalogue knows it. Unknown is null or an empty list, never 0. */
export interface CatalogueProduct {
  /** The catalogue's own id: upsert by it, since numbers are corrected and used again. */
  externalId: string;
  /** Number with variant as sellers write it, such as `75192-1`. */
  number: string;
  /** What sort of goods, in the catalogue's coarse classes. */
  kind: "set" | "minifigure" | "part" | "gear" | "book" | "collection" | "random" | "other" | null;
  name: string | null;
  brand: string | null;
  theme: string | null;
  themeGroup: string | null;
  subtheme: string | null;
  year: number | null;
  pieces: number | null;
  minifigs: number | null;
  pictureUrl: string | null;
  thumbnailUrl: string | null;
  pageUrl: string | null;
  /** Only codes whose check digit is right. Not unique: the figures of a series share one. */
  barcodes: readonly { type: "ean" | "upc"; value: string }[];
  retail: readonly ProductRetail[];
  /** The maker's numbers of the item, without variant. */
  itemNumbers: readonly string[];
  /** In the catalogue's words. */
  packaging: string | null;
  availability: string | null;
  isReleased: boolean | null;
  weightGrams: number | null;
  dimensionsMm: { height: number | null; width: number | null; depth: number | null };
  age: { min: number | null; max: number | null };
  /** When the catalogue's record last changed, ISO 8601 UTC. */
  updatedAt: string | null;
  raw: unknown;
}

/** What to search a catalogue for; at least one filter. */
export interface ProductQuery {
  words?: string;
  theme?: string;
  subtheme?: string;
  year?: number;
  /** Records that changed on or after this day, `yyyy-mm-dd`. */
  updatedSince?: string;
}

/** Who waits for the answer: a `background` job leaves a reserve of a daily limit to people. Default `person`. */
export interface LookUpOptions extends CallOptions {
  urgency?: "person" | "background";
}

export interface ProductPage extends Page<CatalogueProduct> {
  /** Products found in all; null where the catalogue does not say. */
  total: number | null;
}

/** How much of a daily limit is used. */
export interface ProductUsage {
  usedToday: number;
  /** Null: no limit. */
  dailyLimit: number | null;
  /** What background jobs may use of it; null: no limit. */
  backgroundLimit: number | null;
  /** When counting starts anew, ISO 8601 UTC. */
  resetAt: string;
  /** Days that the source tells, newest first. */
  days: readonly { day: string; count: number }[];
}

/**
 * Look-ups in a catalogue. All throw `quota_exhausted` with `resetAt` when today's calls are used up; cache what comes.
 * What is not found is an empty list.
 */
export interface ProductsCapability {
  /** By number, with variant (`75192-1`) or without, which gives all variants. */
  findByNumber(number: string, options?: LookUpOptions): Promise<CatalogueProduct[]>;
  /** Many numbers with their variants in as few calls as possible; those not known are absent. */
  findByNumbers(numbers: readonly string[], options?: LookUpOptions): Promise<CatalogueProduct[]>;
  /** By EAN or UPC. Several products may share one. */
  findByBarcode(barcode: string, options?: LookUpOptions): Promise<CatalogueProduct[]>;
  /** By words or filters, page by page; a plain text is `{ words }`. Resumes from a page's cursor. */
  search(
    query: string | ProductQuery,
    cursor: string | null,
    options?: LookUpOptions & { pageSize?: number },
  ): AsyncIterable<ProductPage>;
  /** Costs no look-up. */
  usage(options?: CallOptions): Promise<ProductUsage>;
}
