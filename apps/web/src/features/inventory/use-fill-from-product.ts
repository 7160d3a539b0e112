import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import type { CatalogueProduct } from "../../lib/api-types.ts";
import { type Filling, fillFromProduct } from "./fill-from-product.ts";
import type { ItemValues } from "./item-values.ts";

/** The last look-up that filled the form; null while none did. */
export interface ProductFilling {
  last: (Filling & { product: CatalogueProduct }) | null;
  fill: (product: CatalogueProduct) => void;
}

/** Fills a form from products that are chosen one after another. */
export function useFillFromProduct(form: UseFormReturnType<ItemValues>): ProductFilling {
  const [last, setLast] = useState<ProductFilling["last"]>(null);
  return {
    last,
    fill: (product) => {
      const filling = fillFromProduct(form.getValues(), product, last?.filled ?? null);
      form.setValues(filling.values);
      form.clearErrors();
      setLast({ ...filling, product });
    },
  };
}
