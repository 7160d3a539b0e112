import { countProducts, type ProductFilter, productFilters, readProductList } from "@counterfoil/db";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { cutPage, pageInput, readCursor } from "../paging.ts";
import { type ProductListView, productListView } from "./product-view.ts";

export const listProductsInput = z
  .object({ filter: z.enum(productFilters).default("all"), q: z.string().max(200).optional(), ...pageInput })
  .prefault({});

export interface ProductList {
  products: ProductListView[];
  nextCursor: string | null;
  /** How many products each filter shows with the same search, and how many listings wait for a person. */
  counts: Record<ProductFilter, number> & { unplaced: number };
}

/** Products by title. */
export async function listProducts({ ctx, input }: Verb<z.infer<typeof listProductsInput>>): Promise<ProductList> {
  const [title, id] = readCursor(input.cursor, ["text", "id"]) ?? [];
  const after = title === undefined || id === undefined ? null : { title, id };
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const query = { filter: input.filter, words: input.q };
    const rows = await readProductList(tx, { ...query, after, limit: input.limit + 1 });
    const { page, nextCursor } = cutPage(rows, input.limit, (row) => [row.title.toLowerCase(), row.id]);
    return { products: page.map(productListView), nextCursor, counts: await countProducts(tx, query) };
  });
}
