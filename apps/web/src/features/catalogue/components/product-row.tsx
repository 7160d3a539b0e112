import { UnstyledButton } from "@mantine/core";
import { ItemThumb } from "../../../components/item-thumb.tsx";
import type { CatalogueProduct } from "../../../lib/api-types.ts";
import { productFacts } from "../look-up-words.ts";
import { t } from "../texts.ts";
import classes from "./catalogue.module.css";

interface ProductRowProps {
  product: CatalogueProduct;
  chosen: boolean;
  onChoose: () => void;
}

/** A product that was found; pressed, it fills the form. */
export function ProductRow({ product, chosen, onChoose }: ProductRowProps) {
  return (
    <UnstyledButton
      className={classes.product}
      data-chosen={chosen || undefined}
      aria-pressed={chosen}
      onClick={onChoose}
    >
      <ItemThumb url={product.thumbnailUrl} size={44} />
      <span className={classes.words}>
        <span className={classes.name}>{product.name ?? t("catalogue.withoutAName")}</span>{" "}
        <span className="mono">{product.number}</span>
        <div className={classes.facts}>{productFacts(product).join(" · ")}</div>
      </span>
      <span className={classes.end}>{chosen ? t("catalogue.inUse") : t("catalogue.use")}</span>
    </UnstyledButton>
  );
}
