import type { CatalogueProduct } from "@counterfoil/connector-kit";
import {
  type CatalogueQuestionKind,
  type CatalogueUpsert,
  noteCatalogueQuestions,
  retryTransaction,
  touchItemsOfProducts,
  upsertCatalogue,
} from "@counterfoil/db";
import type { ServiceContext } from "../context.ts";
import { stockChanged } from "../inventory/stock-changed.ts";
import { barcodeDigits } from "./read-question.ts";

/** What a catalogue answered to what was asked. */
export interface CatalogueReading {
  source: string;
  products: readonly CatalogueProduct[];
  asked: readonly { kind: CatalogueQuestionKind; question: string; found: number }[];
}

/**
 * Keeps what was read, with the questions that brought it. Items that the new knowledge concerns are matched anew, and
 * sales that wait are looked at again.
 */
export async function storeProducts(ctx: ServiceContext, { source, products, asked }: CatalogueReading): Promise<void> {
  const now = ctx.now();
  const unique = [...new Map(products.map((product) => [product.externalId, product])).values()];
  const rows = unique.map((product) => rowOf(product, source, now));
  const questions = asked.map((question) => ({ ...question, source }));
  const touched = await retryTransaction(() =>
    ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
      await noteCatalogueQuestions(tx, ctx.workspaceId, { at: now, questions });
      return await touchItemsOfProducts(tx, await upsertCatalogue(tx, ctx.workspaceId, rows));
    }),
  );
  if (touched.length > 0) await stockChanged(ctx, touched);
}

function rowOf(product: CatalogueProduct, source: string, now: Date): CatalogueUpsert {
  const { raw: _raw, ...kept } = product;
  const { externalId, number, name, theme, subtheme, barcodes } = kept;
  return {
    ...{ source, external_id: externalId, number, name },
    barcodes_are_own: !sharesItsBarcode(kept),
    product: kept,
    search_text: [number, name, theme, subtheme].filter((part) => part !== null).join(" "),
    read_at: now.toISOString(),
    barcodes: barcodes.map(({ value }) => barcodeDigits(value)),
  };
}

// Blind bags carry one code whatever is inside, and so do the figures that are sold in them.
function sharesItsBarcode({ kind, theme, packaging }: Pick<CatalogueProduct, "kind" | "theme" | "packaging">): boolean {
  if (kind === "random" || /collectable minifig/i.test(theme ?? "")) return true;
  return /foil|blind/i.test(packaging ?? "");
}
