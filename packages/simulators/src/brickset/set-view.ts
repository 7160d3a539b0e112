import type { CatalogueSet, User } from "./brickset-entities.ts";
import { type BricksetRetailSeed, regions } from "./brickset-seed.ts";
import type { BricksetWorld } from "./brickset-world.ts";
import { fullNumber } from "./set-search.ts";

const IMAGES = "https://images.brickset.com/sets";

/** A set as `getSets` shows it. Unknown values are left out; objects without any stay, empty. */
export function setView(world: BricksetWorld, set: CatalogueSet, seen: { user: User | null; extended: boolean }) {
  const { subtheme, pieces, minifigs } = set;
  const number = fullNumber(set);
  return {
    setID: set.setID,
    number: set.number,
    numberVariant: set.numberVariant,
    name: set.name,
    year: set.year,
    theme: set.theme,
    themeGroup: set.themeGroup,
    ...(subtheme !== null && { subtheme }),
    category: set.category,
    released: set.released,
    ...(pieces !== null && { pieces }),
    ...(minifigs !== null && { minifigs }),
    image: set.hasImage
      ? { thumbnailURL: `${IMAGES}/small/${number}.jpg`, imageURL: `${IMAGES}/images/${number}.jpg` }
      : {},
    bricksetURL: `https://brickset.com/sets/${number}`,
    collection: collectionView(world, set, seen.user),
    collections: collectionsView(world, set),
    LEGOCom: Object.fromEntries(regions.map((region) => [region, retailView(set.retail[region] ?? {})])),
    rating: set.rating,
    reviewCount: set.reviewCount,
    packagingType: set.packagingType,
    availability: set.availability,
    instructionsCount: set.instructions.length,
    additionalImageCount: set.additionalImages.length,
    ageRange: set.ageRange,
    dimensions: set.dimensions,
    barcode: set.barcode,
    extendedData: seen.extended ? set.extended : {},
    lastUpdated: set.lastUpdated,
  };
}

function retailView({ retailPrice, dateFirstAvailable: first, dateLastAvailable: last }: BricksetRetailSeed) {
  return {
    ...(retailPrice !== undefined && { retailPrice }),
    ...(first !== undefined && { dateFirstAvailable: `${first}T00:00:00Z` }),
    ...(last !== undefined && { dateLastAvailable: `${last}T00:00:00Z` }),
  };
}

// The user's own collection is shown to nobody else.
function collectionView(world: BricksetWorld, { setID }: CatalogueSet, user: User | null) {
  if (user === null) return {};
  const entry = world.collections.get(`${user.username} ${setID}`);
  const { owned = false, wanted = false, qtyOwned = 0, rating = 0, notes = "" } = entry ?? {};
  return { owned, wanted, qtyOwned, rating, notes };
}

function collectionsView(world: BricksetWorld, { setID }: CatalogueSet) {
  const entries = world.collections.where((entry) => entry.setID === setID);
  return {
    ownedBy: entries.filter(({ owned }) => owned).length,
    wantedBy: entries.filter(({ wanted }) => wanted).length,
  };
}
