import type { Money } from "@counterfoil/core/money";
import { MoneyText } from "../../../components/money-text.tsx";
import { Unknown } from "../../../components/unknown.tsx";
import { t } from "../texts.ts";
import classes from "./analytics.module.css";

interface FigureTextProps {
  figure: { known: Money; unknownOrders: number };
  /** Orders that the figure is of: one that all leave out is unknown altogether. */
  orders: number;
  what: string;
}

/** A sum of what is known, with the orders that it leaves out said beside it. */
export function FigureText({ figure, orders, what }: FigureTextProps) {
  const { known, unknownOrders } = figure;
  if (unknownOrders >= orders) return <Unknown what={what} />;
  if (unknownOrders === 0) return <MoneyText money={known} />;
  return (
    <span title={t("figures.unknown", { unknownOrders, orders, what })}>
      <MoneyText money={known} />
      <span className={classes.left}> +{unknownOrders}?</span>
    </span>
  );
}
