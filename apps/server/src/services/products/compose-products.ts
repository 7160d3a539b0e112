import { type ComposedProduct, composeProduct, type WordMapping } from "@counterfoil/core/products";
import {
  type Database,
  type ProductRow,
  type ProductSourceRow,
  readProductSources,
  readProductsToCompose,
  retryTransaction,
  saveComposed,
  type VariantWrite,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import { groupBy } from "../group-by.ts";
import { readMapping } from "../mapping/read-mapping.ts";

type Tx = Transaction<Database>;

const productsAtOnce = 500;

/** A product and what its listings make of it now. */
export interface Composition {
  before: ProductRow;
  after: ComposedProduct;
  sources: readonly ProductSourceRow[];
}

/** Makes products anew and keeps what a person set. Answers how many changed. */
export async function composeProducts(
  ctx: ServiceContext,
  { which, signal }: { which: "due" | "all"; signal: AbortSignal },
): Promise<number> {
  let changed = 0;
  let after: string | null = null;
  do {
    const page: { changed: number; after: string | null } = await retryTransaction(() =>
      ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
        const made = await composePage(tx, { after, which, lock: true });
        return { changed: await writeCompositions(tx, made.compositions), after: made.after };
      }),
    );
    changed += page.changed;
    after = page.after;
  } while (after !== null && !signal.aborted);
  return changed;
}

/** What a page of products would come to, and the product to go on after; null after the last. */
export async function composePage(
  tx: Tx,
  { after, which, lock }: { after: string | null; which: "due" | "all"; lock: boolean },
): Promise<{ compositions: Composition[]; after: string | null }> {
  const rows = await readProductsToCompose(tx, { after, which, lock, limit: productsAtOnce });
  const mapping = await readMapping(tx);
  const compositions = await composeRows(tx, rows, mapping);
  return { compositions, after: rows.length < productsAtOnce ? null : (rows.at(-1)?.id ?? null) };
}

async function composeRows(tx: Tx, rows: readonly ProductRow[], mapping: WordMapping): Promise<Composition[]> {
  const sources = await readProductSources(
    tx,
    rows.map(({ id }) => id),
  );
  const byProduct = groupBy(sources, (source) => source.product_id);
  return rows.map((before) => {
    const own = byProduct.get(before.id) ?? [];
    return { before, sources: own, after: compose(before, own, mapping) };
  });
}

function compose(product: ProductRow, sources: readonly ProductSourceRow[], mapping: WordMapping): ComposedProduct {
  return composeProduct(
    sources.map((source) => ({
      ...{ platform: source.platform, live: source.live, title: source.title, categoryKey: source.category_key },
      ...{ attributes: source.attributes, identifiers: source.identifiers },
      ...{ imageUrl: source.image_url, imageUrls: source.image_urls },
    })),
    mapping,
    { content: contentOf(product), edited: new Set(product.edited) },
  );
}

export function contentOf({ title, brand, category, attributes, image_url }: ProductRow) {
  return { title, brand, category, attributes, imageUrl: image_url };
}

async function writeCompositions(tx: Tx, compositions: readonly Composition[]): Promise<number> {
  return await saveComposed(tx, {
    products: compositions.map(({ before: { id }, after }) => ({
      ...{ id, title: after.title, brand: after.brand, category: after.category, attributes: after.attributes },
      ...{ image_url: after.imageUrl, image_urls: after.imageUrls },
    })),
    variants: compositions.flatMap(({ sources }) => variantsOf(sources)),
    identifiers: compositions.flatMap(({ before, after }) =>
      after.identifiers.map(({ type, value }) => ({ product_id: before.id, type, value })),
    ),
  });
}

/** A variant says what its oldest listing that is offered still says, and else its oldest. */
function variantsOf(sources: readonly ProductSourceRow[]): VariantWrite[] {
  return [...groupBy(sources, (source) => source.variant_id)].flatMap(([id, own]) => {
    const speaker = own.find(({ live }) => live) ?? own[0];
    return speaker ? [{ id, sku: speaker.sku, condition: speaker.condition, options: speaker.options }] : [];
  });
}
