import type { BricksetRegion, BricksetRetailSeed, BricksetReviewSeed } from "./brickset-seed.ts";

export interface ApiKey {
  apiKey: string;
  /** Null: no limit. */
  dailyLimit: number | null;
}

/** Calls of `getSets` by one key on one day (British days). */
export interface DayOfUse {
  apiKey: string;
  /** `2026-11-21`. */
  day: string;
  count: number;
}

export interface User {
  username: string;
  password: string;
  userHash: string;
}

/** A set of the catalogue; null is what Brickset leaves out of answers. */
export interface CatalogueSet {
  setID: number;
  number: string;
  numberVariant: number;
  name: string;
  year: number;
  theme: string;
  themeGroup: string;
  subtheme: string | null;
  category: string;
  released: boolean;
  pieces: number | null;
  minifigs: number | null;
  hasImage: boolean;
  retail: Partial<Record<BricksetRegion, BricksetRetailSeed>>;
  rating: number;
  reviews: readonly BricksetReviewSeed[];
  reviewCount: number;
  packagingType: string;
  availability: string;
  ageRange: { min?: number; max?: number };
  dimensions: { height?: number; width?: number; depth?: number; weight?: number };
  barcode: { EAN?: string; UPC?: string };
  extended: { notes?: string; tags: readonly string[]; description?: string };
  additionalImages: readonly { thumbnailURL: string; imageURL: string }[];
  instructions: readonly { URL: string; description: string }[];
  lastUpdated: string;
}

export interface CollectionEntry {
  username: string;
  setID: number;
  owned: boolean;
  wanted: boolean;
  qtyOwned: number;
  rating: number;
  notes: string;
}

export interface Minifig {
  minifigNumber: string;
  name: string;
  category: string;
}

export interface MinifigEntry {
  username: string;
  minifigNumber: string;
  ownedLoose: number;
  wanted: boolean;
  notes: string;
}
