import { Link } from "@tanstack/react-router";
import { ItemThumb } from "../../../components/item-thumb.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import type { InventoryItem } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";
import classes from "./inventory.module.css";
import { ItemStatus } from "./inventory-columns.tsx";

/** A unit or lot on a phone. */
export function ItemCard({ item }: { item: InventoryItem }) {
  return (
    <Link to="/inventory" search={(now) => ({ ...now, item: item.id, add: undefined })} className={classes.cardLink}>
      <ItemThumb url={item.imageUrl} size={44} />
      <span className={classes.cardBody}>
        <span className={`${classes.cardTitle} truncate`}>{item.title}</span>
        <span className={`${classes.dim} truncate`}>
          <span className="mono">{item.sku ?? t("inventory.noSku")}</span> ·{" "}
          {item.location ?? t("inventory.noLocation")} · {t("count.units", { count: item.quantityOnHand })}
        </span>
        <span className={classes.cardFoot}>
          <ItemStatus item={item} />
          <MoneyText money={item.askingPrice} />
        </span>
      </span>
    </Link>
  );
}
