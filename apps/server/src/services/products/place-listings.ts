import { type PlaceReason, placeListing } from "@counterfoil/core/products";
import {
  type Database,
  type ListingToPlaceRow,
  lockProducts,
  readListingsToPlace,
  readProductsLike,
  readSiblingProducts,
  retryTransaction,
  savePlaces,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import { ProductBook } from "./product-book.ts";

type Tx = Transaction<Database>;

const listingsAtOnce = 500;

/** Places listings that belong to no product. What is not certain is left for a person. Answers how many were placed. */
export async function placeListings(ctx: ServiceContext, signal: AbortSignal): Promise<number> {
  let placed = 0;
  let after: string | null = null;
  do {
    const page: { placed: number; after: string | null } = await retryTransaction(() =>
      ctx.db.inWorkspace(ctx.workspaceId, (tx) => placePage(tx, ctx, after)),
    );
    placed += page.placed;
    after = page.after;
  } while (after !== null && !signal.aborted);
  return placed;
}

async function placePage(
  tx: Tx,
  ctx: ServiceContext,
  after: string | null,
): Promise<{ placed: number; after: string | null }> {
  await lockProducts(tx);
  const rows = await readListingsToPlace(tx, { after, limit: listingsAtOnce });
  if (rows.length === 0) return { placed: 0, after: null };
  const book = await openBook(tx, ctx, rows);
  const listings = rows.map((row) => {
    const { variantId, reason } = placeInBook(row, book);
    const placedBy = variantId === null ? null : row.inherited === variantId ? "person" : "system";
    return { id: row.id, variant_id: variantId, placed_by: placedBy, place_reason: reason } as const;
  });
  await savePlaces(tx, { products: book.newProducts, variants: book.newVariants, listings });
  const placed = listings.filter(({ variant_id }) => variant_id !== null).length;
  return { placed, after: rows.length < listingsAtOnce ? null : (rows.at(-1)?.id ?? null) };
}

/** What is known around some listings. */
export async function openBook(
  tx: Tx,
  ctx: Pick<ServiceContext, "newId">,
  rows: readonly ListingToPlaceRow[],
): Promise<ProductBook> {
  const ids = rows.map(({ id }) => id);
  return new ProductBook(await readProductsLike(tx, ids), await readSiblingProducts(tx, ids), ctx.newId);
}

function placeInBook(
  row: ListingToPlaceRow,
  book: ProductBook,
): { variantId: string | null; reason: PlaceReason | null } {
  const listing = { skuKey: row.sku_key, condition: row.condition, options: row.options, identifiers: row.identifiers };
  const placing = placeListing(listing, {
    products: book.like(row),
    siblings: book.siblingsOf(row),
    inherited: row.inherited,
  });
  if (placing.outcome === "ask") return { variantId: null, reason: placing.reason };
  if (placing.outcome === "variant") {
    book.noteListing(row, placing.variantId);
    return { variantId: placing.variantId, reason: null };
  }
  const productId = placing.outcome === "product" ? placing.productId : book.addProduct(row);
  return { variantId: book.addVariant(row, productId), reason: null };
}
