import { wordsBy } from "../../lib/language/words-by.ts";
import { t } from "./texts.ts";

export const productFilters = ["all", "no_category", "edited"] as const;
export type ProductFilter = (typeof productFilters)[number];

export const productFilterWords: Readonly<Record<ProductFilter, string>> = wordsBy(t, {
  all: "products.all",
  no_category: "products.noCategory",
  edited: "products.edited",
});

export const fieldWords: Readonly<Record<"title" | "brand" | "category" | "attributes" | "imageUrl", string>> = wordsBy(
  t,
  {
    title: "products.title",
    brand: "products.brand",
    category: "products.category",
    attributes: "products.attributes",
    imageUrl: "products.picture",
  },
);

export const conditionWords: Readonly<Record<"new" | "new_other" | "used" | "refurbished" | "for_parts", string>> =
  wordsBy(t, {
    new: "products.new",
    new_other: "products.newOther",
    used: "products.used",
    refurbished: "products.refurbished",
    for_parts: "products.forParts",
  });
