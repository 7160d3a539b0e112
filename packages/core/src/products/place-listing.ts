import type { Condition, Identifier, IdentifierType, ListingAttribute } from "../model/index.ts";

/** A listing that belongs to no product yet. `key` of an identifier is its value in one form for comparing. */
export interface ListingToPlace {
  skuKey: string | null;
  condition: Condition | null;
  options: readonly ListingAttribute[];
  identifiers: readonly KeyedIdentifier[];
}

export interface KeyedIdentifier extends Identifier {
  key: string;
}

/** A variant that the listing may be, with what its product is known by. */
export interface KnownVariant {
  id: string;
  productId: string;
  skuKey: string | null;
  condition: Condition | null;
  options: readonly ListingAttribute[];
}

export interface KnownProduct {
  id: string;
  identifiers: readonly KeyedIdentifier[];
  variants: readonly KnownVariant[];
}

/** What is known of the listing's surroundings. */
export interface Surroundings {
  /** Products with a variant of the same SKU, or with an identifier in common. */
  products: readonly KnownProduct[];
  /** The products of other variations of the same listing. */
  siblings: readonly string[];
  /** The variant of the ended listing with this SKU that a person placed. */
  inherited: string | null;
}

/** Why a listing is left for a person: several products fit, or the one with its SKU is of other goods. */
export type PlaceReason = "several" | "contradicts";

export type Placing =
  | { outcome: "variant"; variantId: string }
  | { outcome: "product"; productId: string }
  | { outcome: "new" }
  | { outcome: "ask"; reason: PlaceReason };

// Numbers that name goods. Where both sides have one of a kind and none agrees, the goods are not the same. Several bar
// codes and ASINs may stand for one product, so those only speak for and never against.
const decisive: readonly IdentifierType[] = ["set_number", "minifigure_number", "bricklink_item", "part_number"];
const naming: ReadonlySet<IdentifierType> = new Set([...decisive, "asin", "gtin", "isbn"]);

/**
 * Where a listing belongs: by the SKU first, then with the other variations of its own listing, then by a number that
 * names the goods. A SKU that stands on other goods, and two products that fit, are for a person.
 */
export function placeListing(listing: ListingToPlace, { products, siblings, inherited }: Surroundings): Placing {
  if (inherited !== null) return { outcome: "variant", variantId: inherited };
  const bySku = listing.skuKey === null ? null : placeBySku(listing, products);
  if (bySku) return bySku;
  const related = siblings.length > 0 ? siblings : productsByNumber(listing, products);
  const [only, ...others] = [...new Set(related)];
  if (only === undefined) return { outcome: "new" };
  if (others.length > 0) return { outcome: "ask", reason: "several" };
  return placeInProduct(listing, products.find(({ id }) => id === only) ?? { id: only, identifiers: [], variants: [] });
}

function placeBySku(listing: ListingToPlace, products: readonly KnownProduct[]): Placing | null {
  const same = products.flatMap((product) =>
    product.variants.filter(({ skuKey }) => skuKey === listing.skuKey).map((variant) => ({ product, variant })),
  );
  if (same.length === 0) return null;
  const [only, ...others] = same.filter(
    ({ product, variant }) => !contradicts(listing.identifiers, product.identifiers) && agrees(listing, variant),
  );
  if (!only) return { outcome: "ask", reason: "contradicts" };
  if (others.length > 0) return { outcome: "ask", reason: "several" };
  return { outcome: "variant", variantId: only.variant.id };
}

function productsByNumber({ identifiers }: ListingToPlace, products: readonly KnownProduct[]): string[] {
  return products
    .filter((product) => names(identifiers, product.identifiers) && !contradicts(identifiers, product.identifiers))
    .map(({ id }) => id);
}

/** A listing without a SKU of its own is the variant that says the same; any other is a new one. */
function placeInProduct(listing: ListingToPlace, { id, variants }: KnownProduct): Placing {
  const same =
    listing.skuKey === null
      ? variants.filter(
          (variant) => variant.condition === listing.condition && sameOptions(variant.options, listing.options),
        )
      : [];
  const [only] = same;
  return same.length === 1 && only ? { outcome: "variant", variantId: only.id } : { outcome: "product", productId: id };
}

/** New goods and used ones are never one variant. */
function agrees({ condition }: ListingToPlace, variant: KnownVariant): boolean {
  if (condition === null || variant.condition === null) return true;
  return (condition === "new") === (variant.condition === "new");
}

function names(some: readonly KeyedIdentifier[], others: readonly KeyedIdentifier[]): boolean {
  return some.some(({ type, key }) => {
    if (!naming.has(type) || !others.some((other) => other.type === type && other.key === key)) return false;
    // A part is what it is in one colour.
    return type !== "part_number" || shareOrNeither(some, others, "color");
  });
}

function contradicts(some: readonly KeyedIdentifier[], others: readonly KeyedIdentifier[]): boolean {
  if (decisive.some((type) => differ(some, others, type))) return true;
  const areParts = [some, others].every((each) => each.some(({ type }) => type === "part_number"));
  return (areParts && differ(some, others, "color")) || otherEdition(some, others);
}

function keysOf(identifiers: readonly KeyedIdentifier[], type: IdentifierType): Set<string> {
  return new Set(identifiers.filter((each) => each.type === type).map(({ key }) => key));
}

function areApart(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].every((each) => !others.has(each));
}

function differ(some: readonly KeyedIdentifier[], others: readonly KeyedIdentifier[], type: IdentifierType): boolean {
  const [mine, theirs] = [keysOf(some, type), keysOf(others, type)];
  return mine.size > 0 && theirs.size > 0 && areApart(mine, theirs);
}

function shareOrNeither(
  some: readonly KeyedIdentifier[],
  others: readonly KeyedIdentifier[],
  type: IdentifierType,
): boolean {
  const [mine, theirs] = [keysOf(some, type), keysOf(others, type)];
  return mine.size === 0 ? theirs.size === 0 : !areApart(mine, theirs);
}

/** `8833-1` and `8833-2` are two sets, although `8833` may be either. */
function otherEdition(some: readonly KeyedIdentifier[], others: readonly KeyedIdentifier[]): boolean {
  const editions = (identifiers: readonly KeyedIdentifier[]) =>
    new Set(
      identifiers
        .filter(({ type, value }) => type === "set_number" && /-\d{1,2}$/.test(value))
        .map(({ value }) => value),
    );
  const [mine, theirs] = [editions(some), editions(others)];
  return mine.size > 0 && theirs.size > 0 && areApart(mine, theirs);
}

function sameOptions(some: readonly ListingAttribute[], others: readonly ListingAttribute[]): boolean {
  const text = (options: readonly ListingAttribute[]) =>
    options
      .map(({ name, value }) => JSON.stringify([name, value]))
      .sort()
      .join();
  return text(some) === text(others);
}
