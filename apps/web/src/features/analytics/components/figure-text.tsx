import type { Money } from "@counterfoil/core/money";
import { MoneyText } from "../../../components/money-text.tsx";
import { Unknown } from "../../../components/unknown.tsx";
import { countOf } from "../../../lib/format.ts";
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
    <span title={`${countOf(unknownOrders, "order")} of ${orders}: ${what} unknown, not in this sum`}>
      <MoneyText money={known} />
      <span className={classes.left}> +{unknownOrders}?</span>
    </span>
  );
}
