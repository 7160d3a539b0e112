import { platformName } from "../../components/platform-mark.tsx";
import type { OrderRule } from "../../lib/api-types.ts";
import { showMoney } from "../../lib/format.ts";

export const eventWords: Readonly<Record<OrderRule["event"], string>> = {
  order_paid: "an order is paid",
  order_ready: "an order is paid and all its units are known",
};

export function actionWords(action: OrderRule["action"]): string {
  if (action.type === "fulfill") return "send it, once it has a label or a tracking number";
  return action.type === "pack" ? "mark it as packed" : `put it on hold: ${action.reason}`;
}

/** What an order must be, in a few words each. */
export function conditionWords({ conditions }: OrderRule): string[] {
  const { maxOrderValue, minOrderValue, domesticOnly, platforms, specificProducts, locations } = conditions;
  return [
    maxOrderValue && `up to ${showMoney(maxOrderValue)}`,
    minOrderValue && `from ${showMoney(minOrderValue)}`,
    domesticOnly && "to your own country",
    platforms && `on ${platforms.map(platformName).join(" or ")}`,
    specificProducts && `only ${specificProducts.join(", ")}`,
    locations && `all units in ${locations.join(" or ")}`,
  ].filter((word) => typeof word === "string");
}
