import type { SimulatorClock } from "../kit/index.ts";
import type { CatalogueSet } from "./brickset-entities.ts";
import type { BricksetSeed, BricksetSetSeed } from "./brickset-seed.ts";
import type { BricksetWorld } from "./brickset-world.ts";

const NOT_SPECIFIED = "{Not specified}";
const DEFAULT_DAILY_LIMIT = 100;

/** Fills the empty world. */
export function seedBrickset(world: BricksetWorld, seed: BricksetSeed) {
  for (const { apiKey, dailyLimit = DEFAULT_DAILY_LIMIT } of seed.keys) world.keys.put({ apiKey, dailyLimit });
  for (const user of seed.users ?? []) world.users.put({ ...user });
  for (const set of seed.sets ?? []) world.sets.insert(makeSet(world.clock, set));
  for (const { qtyOwned = 0, wanted = false, rating = 0, notes = "", ...entry } of seed.collections ?? []) {
    world.collections.put({ ...entry, qtyOwned, owned: qtyOwned > 0, wanted, rating, notes });
  }
  for (const minifig of seed.minifigs ?? []) world.minifigs.put({ ...minifig });
}

/** A set with everything the seed leaves out. */
export function makeSet(clock: SimulatorClock, seed: BricksetSetSeed): CatalogueSet {
  const reviews = seed.reviews ?? [];
  return {
    ...identityOf(seed),
    pieces: seed.pieces ?? null,
    minifigs: seed.minifigs ?? null,
    hasImage: seed.hasImage ?? true,
    retail: seed.retail ?? {},
    rating: seed.rating ?? 0,
    reviews,
    reviewCount: seed.reviewCount ?? reviews.length,
    packagingType: seed.packagingType ?? NOT_SPECIFIED,
    availability: seed.availability ?? NOT_SPECIFIED,
    ageRange: known({ min: seed.minAge, max: seed.maxAge }),
    dimensions: known({ height: seed.height, width: seed.width, depth: seed.depth, weight: seed.weight }),
    barcode: known({ EAN: seed.ean, UPC: seed.upc }),
    extended: { ...known({ notes: seed.notes, description: seed.description }), tags: seed.tags ?? [] },
    additionalImages: seed.additionalImages ?? [],
    instructions: seed.instructions ?? [],
    lastUpdated: seed.lastUpdated ?? clock.iso(),
  };
}

function identityOf(seed: BricksetSetSeed) {
  return {
    setID: seed.setID,
    number: seed.number,
    numberVariant: seed.numberVariant ?? 1,
    name: seed.name,
    year: seed.year,
    theme: seed.theme,
    themeGroup: seed.themeGroup ?? "Miscellaneous",
    subtheme: seed.subtheme ?? null,
    category: seed.category ?? "Normal",
    released: seed.released ?? true,
  };
}

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The same without the members that are undefined. */
export function known<T extends object>(values: T): Known<T> {
  // Only undefined members go, so the rest is as the type says.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Known<T>;
}
