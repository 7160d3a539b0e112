import { Anchor } from "@mantine/core";
import { Facts } from "../../../components/facts.tsx";
import { ItemThumb } from "../../../components/item-thumb.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { showMoney, showNumber } from "../../../lib/format.ts";
import { useProductOfItem } from "../queries/catalogue-queries.ts";
import { t } from "../texts.ts";
import classes from "./catalogue.module.css";

/** What the workspace's catalogue knows of an item; nothing where it knows nothing. */
export function ItemProduct({ itemId }: { itemId: string }) {
  const { data: product } = useProductOfItem(itemId);
  if (!product) return null;
  const { name, theme, subtheme, year, pieces, minifigs, retailPrice, retailCountry, pageUrl, readAt } = product;
  return (
    <section aria-label={t("product.fromCatalogue")}>
      <h3 className={classes.heading}>{t("product.fromCatalogue")}</h3>
      <div className={classes.known}>
        <ItemThumb url={product.thumbnailUrl} size={72} />
        <Facts
          rows={[
            name !== null && [t("product.set"), `${product.number} ${name}`],
            theme !== null && [t("product.theme"), [theme, subtheme].filter(Boolean).join(" › ")],
            year !== null && [t("product.year"), String(year)],
            pieces !== null && [t("product.pieces"), showNumber(pieces)],
            minifigs !== null && [t("product.minifigures"), showNumber(minifigs)],
            retailPrice !== null && [
              t("product.retail"),
              `${showMoney(retailPrice)}${retailCountry === null ? "" : ` (${retailCountry})`}`,
            ],
            product.barcodes.length > 0 && [
              t("product.barcodes"),
              <span className="mono">{product.barcodes.join(", ")}</span>,
            ],
            [
              t("product.read"),
              <span key="read">
                <TimeText at={readAt} />
                {pageUrl !== null && (
                  <>
                    {" · "}
                    <Anchor href={pageUrl} target="_blank" rel="noreferrer" size="sm">
                      {t("product.page")}
                    </Anchor>
                  </>
                )}
              </span>,
            ],
          ]}
        />
      </div>
    </section>
  );
}
