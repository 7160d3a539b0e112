import { normaliseSetNumber } from "@counterfoil/core/matching";
import { findCatalogueByBarcodes, findCatalogueByNumbers, readItem } from "@counterfoil/db";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { notFound } from "../service-error.ts";
import { readCurrency } from "./kept-products.ts";
import { type ProductView, productView } from "./product-view.ts";
import { barcodeDigits } from "./read-question.ts";

export const productOfItemInput = z.object({ itemId: z.uuid() });

/** What the workspace's catalogue knows of an item, by its set number or barcode; null where that is not one product. */
export async function productOfItem({
  ctx,
  input,
}: Verb<z.infer<typeof productOfItemInput>>): Promise<ProductView | null> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const item = await readItem(tx, input.itemId);
    if (item === null) throw notFound("The item");
    const valuesOf = (type: string) => item.identifiers.filter((one) => one.type === type).map(({ value }) => value);
    const numbers = valuesOf("set_number").map(normaliseSetNumber);
    const byNumber = (await findCatalogueByNumbers(tx, numbers)).filter(({ number }) =>
      numbers.includes(normaliseSetNumber(number)),
    );
    const rows = numbers.length > 0 ? byNumber : await findCatalogueByBarcodes(tx, valuesOf("gtin").map(barcodeDigits));
    const [row, ...others] = rows;
    if (row === undefined || others.length > 0) return null;
    return productView(row, await readCurrency(tx));
  });
}
