import type { CatalogueProduct } from "@counterfoil/connector-kit";
import type { Money } from "@counterfoil/core/model";
import type { CatalogueProductRow } from "@counterfoil/db";

/** What is kept of a product: everything but the record as it came. */
export type KeptProduct = Omit<CatalogueProduct, "raw">;

/** A product of the catalogue as the page shows it. Unknown is null. */
export interface ProductView {
  source: string;
  externalId: string;
  number: string;
  name: string | null;
  theme: string | null;
  subtheme: string | null;
  year: number | null;
  pieces: number | null;
  minifigs: number | null;
  pictureUrl: string | null;
  thumbnailUrl: string | null;
  pageUrl: string | null;
  barcodes: readonly string[];
  /** In the workspace's currency where it was sold there, else where the catalogue puts it first. */
  retailPrice: Money | null;
  retailCountry: string | null;
  /** A title for a unit of it, as sellers write them. */
  title: string;
  /** When it was read from the catalogue, ISO 8601. */
  readAt: string;
}

// The column holds what `storeProducts` wrote into it and nothing else.
function keptProduct(row: Pick<CatalogueProductRow, "product">): KeptProduct {
  return row.product as KeptProduct;
}

/** Shows a product that is kept. */
export function productView(row: CatalogueProductRow, currency: string): ProductView {
  const product = keptProduct(row);
  const { name, theme, subtheme, year, pieces, minifigs, pictureUrl, thumbnailUrl, pageUrl } = product;
  const priced = product.retail.filter(({ price }) => price !== null);
  const retail = priced.find(({ price }) => price?.currency === currency) ?? priced[0];
  return {
    ...{ source: row.source, externalId: row.external_id, number: row.number },
    ...{ name, theme, subtheme, year, pieces, minifigs, pageUrl },
    ...{ pictureUrl: secure(pictureUrl), thumbnailUrl: secure(thumbnailUrl) },
    barcodes: product.barcodes.map(({ value }) => value),
    retailPrice: retail?.price ?? null,
    retailCountry: retail?.country ?? null,
    title: titleOf(product),
    readAt: row.read_at.toISOString(),
  };
}

/** A title for a unit of a product: brand, number as people say it, name. */
export function titleOf({ brand, number, name }: Pick<KeptProduct, "brand" | "number" | "name">): string {
  return [brand, number.replace(/-1$/, ""), name].filter((part) => part !== null && part !== "").join(" ");
}

// The page shows pictures of secure addresses only.
function secure(address: string | null): string | null {
  return address?.startsWith("https://") === true ? address : null;
}
