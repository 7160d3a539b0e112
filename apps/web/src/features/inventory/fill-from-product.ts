import type { CatalogueProduct } from "../../lib/api-types.ts";
import type { ItemValues } from "./item-values.ts";

type Identifiers = ItemValues["identifiers"];

/** What a look-up wrote into the form, so that a second one may take it back. */
export interface Filled {
  title: string;
  imageUrl: string;
  identifiers: Identifiers;
}

export type FilledName = "title" | "picture" | "set number" | "barcode" | "barcodes";

export interface Filling {
  values: Pick<ItemValues, "title" | "imageUrl" | "identifiers">;
  filled: Filled;
  /** What now stands in the form, and what the seller had typed and keeps. */
  done: FilledName[];
  kept: FilledName[];
}

type Product = Pick<CatalogueProduct, "title" | "number" | "barcodes" | "pictureUrl">;

/** Fills what is empty, or what an earlier look-up had filled. What the seller typed stays. */
export function fillFromProduct(values: ItemValues, product: Product, before: Filled | null): Filling {
  const done: FilledName[] = [];
  const kept: FilledName[] = [];
  const take = (name: FilledName, field: "title" | "imageUrl", offered: string) => {
    const typed = values[field].trim();
    const ours = typed === "" || typed === before?.[field];
    if (offered !== "") (ours ? done : typed === offered ? [] : kept).push(name);
    return ours ? offered : values[field];
  };
  const title = take("title", "title", product.title);
  const imageUrl = take("picture", "imageUrl", product.pictureUrl ?? "");
  const typed = values.identifiers.filter((one) => one.value.trim() !== "" && !before?.identifiers.some(same(one)));
  const offered: Identifiers = [
    { type: "set_number", value: product.number },
    ...product.barcodes.map((value) => ({ type: "gtin" as const, value })),
  ];
  const added = offered.filter((one) => mayAdd(one, typed));
  const addsNumber = added.some(({ type }) => type === "set_number");
  (addsNumber ? done : kept).push("set number");
  if (added.some(({ type }) => type === "gtin")) done.push(added.length > 2 ? "barcodes" : "barcode");
  const identifiers = [...typed, ...added];
  return {
    values: { title, imageUrl, identifiers },
    filled: { title: product.title, imageUrl: product.pictureUrl ?? "", identifiers: added },
    done,
    kept: kept.filter(
      (name) => name !== "set number" || !typed.some(same({ type: "set_number", value: product.number })),
    ),
  };
}

// A typed set number stands for itself; of barcodes an item may have several.
function mayAdd(one: Identifiers[number], typed: Identifiers): boolean {
  if (typed.some(same(one))) return false;
  return one.type !== "set_number" || !typed.some(({ type }) => type === "set_number");
}

function same({ type, value }: Identifiers[number]) {
  const plain = (text: string) => text.trim().toLowerCase().replace(/-1$/, "");
  return (other: Identifiers[number]) => other.type === type && plain(other.value) === plain(value);
}
