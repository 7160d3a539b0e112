import { Anchor } from "@mantine/core";
import { Facts } from "../../../components/facts.tsx";
import { ItemThumb } from "../../../components/item-thumb.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { showMoney, showNumber } from "../../../lib/format.ts";
import { useProductOfItem } from "../queries/catalogue-queries.ts";
import classes from "./catalogue.module.css";

/** What the workspace's catalogue knows of an item; nothing where it knows nothing. */
export function ItemProduct({ itemId }: { itemId: string }) {
  const { data: product } = useProductOfItem(itemId);
  if (!product) return null;
  const { name, theme, subtheme, year, pieces, minifigs, retailPrice, retailCountry, pageUrl, readAt } = product;
  return (
    <section aria-label="From your catalogue">
      <h3 className={classes.heading}>From your catalogue</h3>
      <div className={classes.known}>
        <ItemThumb url={product.thumbnailUrl} size={72} />
        <Facts
          rows={[
            name !== null && ["Set", `${product.number} ${name}`],
            theme !== null && ["Theme", [theme, subtheme].filter(Boolean).join(" › ")],
            year !== null && ["Year", String(year)],
            pieces !== null && ["Pieces", showNumber(pieces)],
            minifigs !== null && ["Minifigures", showNumber(minifigs)],
            retailPrice !== null && [
              "Retail price",
              `${showMoney(retailPrice)}${retailCountry === null ? "" : ` (${retailCountry})`}`,
            ],
            product.barcodes.length > 0 && ["Barcodes", <span className="mono">{product.barcodes.join(", ")}</span>],
            [
              "Read",
              <span key="read">
                <TimeText at={readAt} />
                {pageUrl !== null && (
                  <>
                    {" · "}
                    <Anchor href={pageUrl} target="_blank" rel="noreferrer" size="sm">
                      Brickset page
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
