import { Link } from "@tanstack/react-router";
import type { TableColumn } from "../../../components/data-table/table-column.ts";
import { ItemThumb } from "../../../components/item-thumb.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { Unknown } from "../../../components/unknown.tsx";
import type { ProductRow } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { t } from "../texts.ts";
import classes from "./products.module.css";

function Platforms({ product }: { product: ProductRow }) {
  return (
    <span className={classes.marks}>
      {product.platforms.map((platform) => (
        <PlatformMark key={platform} platform={platform} />
      ))}
    </span>
  );
}

/** The columns, in the open language. */
export const productColumns = (): readonly TableColumn<ProductRow>[] => [
  {
    id: "title",
    label: t("products.product"),
    width: 300,
    grow: true,
    cell: (product) => (
      <span className={classes.titleCell}>
        <ItemThumb url={product.imageUrl} />
        <Link
          to="/listings/products"
          search={(now) => ({ ...now, product: product.id })}
          className={`${classes.titleLink} truncate`}
        >
          {product.title}
        </Link>
      </span>
    ),
  },
  {
    id: "category",
    label: t("products.category"),
    width: 170,
    cell: ({ category }) => category ?? <Unknown what={t("products.category")} />,
  },
  { id: "platforms", label: t("products.offeredOn"), width: 130, cell: (product) => <Platforms product={product} /> },
  {
    id: "variants",
    label: t("products.variants"),
    width: 90,
    align: "right",
    cell: ({ variants }) => showNumber(variants),
  },
  {
    id: "listings",
    label: t("place.listings"),
    width: 90,
    align: "right",
    cell: ({ listings }) => showNumber(listings),
  },
  { id: "stock", label: t("products.onHand"), width: 90, align: "right", cell: ({ onHand }) => showNumber(onHand) },
  {
    id: "brand",
    label: t("products.brand"),
    width: 110,
    hidden: true,
    cell: ({ brand }) => brand ?? <Unknown what={t("products.brand")} />,
  },
];

/** A product on a phone. */
export function ProductCard({ product }: { product: ProductRow }) {
  return (
    <Link to="/listings/products" search={(now) => ({ ...now, product: product.id })} className={classes.card}>
      <ItemThumb url={product.imageUrl} size={40} />
      <span className={classes.cardBody}>
        <span className={`${classes.titleLink} truncate`}>{product.title}</span>
        <span className={classes.dim}>{product.category ?? t("products.noCategory")}</span>
        <span className={classes.cardFoot}>
          <Platforms product={product} />
          <span>{t("products.countOnHand", { count: product.onHand })}</span>
        </span>
      </span>
    </Link>
  );
}
