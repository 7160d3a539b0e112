import { platformName } from "../../components/platform-mark.tsx";
import type { OrderRule } from "../../lib/api-types.ts";
import { showList, showMoney } from "../../lib/format.ts";
import { wordsBy } from "../../lib/language/words-by.ts";
import { t } from "./texts.ts";

export const eventWords: Readonly<Record<OrderRule["event"], string>> = wordsBy(t, {
  order_paid: "when.paid",
  order_ready: "when.ready",
});

export function actionWords(action: OrderRule["action"]): string {
  if (action.type === "fulfill") return t("then.send");
  return action.type === "pack" ? t("then.pack") : t("then.hold", { reason: action.reason });
}

/** What an order must be, in a few words each. */
export function conditionWords({ conditions }: OrderRule): string[] {
  const { maxOrderValue, minOrderValue, domesticOnly, platforms, specificProducts, locations } = conditions;
  return [
    maxOrderValue && t("if.upTo", { maxOrderValue: showMoney(maxOrderValue) }),
    minOrderValue && t("if.from", { minOrderValue: showMoney(minOrderValue) }),
    domesticOnly && t("if.ownCountry"),
    platforms && t("if.on", { platforms: showList(platforms.map(platformName), "disjunction") }),
    specificProducts && t("if.only", { specificProducts: specificProducts.join(", ") }),
    locations && t("if.places", { locations: showList(locations, "disjunction") }),
  ].filter((word) => typeof word === "string");
}
