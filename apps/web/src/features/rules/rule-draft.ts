import type { OrderRule, OrderRuleInput } from "../../lib/api-types.ts";
import { t } from "./texts.ts";

/** A rule as its form holds it. */
export interface RuleDraft {
  name: string;
  enabled: boolean;
  event: OrderRule["event"];
  maxValue: string;
  domesticOnly: boolean;
  platforms: string[];
  products: string[];
  locations: string[];
  action: OrderRule["action"]["type"];
  holdReason: string;
  /** What the form does not show and keeps. */
  minOrderValue: OrderRule["conditions"]["minOrderValue"];
}

function exponentOf(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

export function draftOf(rule: OrderRule | null): RuleDraft {
  const most = rule?.conditions.maxOrderValue;
  return {
    ...{ name: rule?.name ?? "", enabled: rule?.enabled ?? false, event: rule?.event ?? "order_paid" },
    maxValue: most ? (most.minor / 10 ** exponentOf(most.currency)).toFixed(exponentOf(most.currency)) : "",
    ...{ domesticOnly: rule?.conditions.domesticOnly ?? false, platforms: rule?.conditions.platforms?.slice() ?? [] },
    ...{
      products: rule?.conditions.specificProducts?.slice() ?? [],
      locations: rule?.conditions.locations?.slice() ?? [],
    },
    ...{ action: rule?.action.type ?? "pack", holdReason: rule?.action.type === "hold" ? rule.action.reason : "" },
    minOrderValue: rule?.conditions.minOrderValue,
  };
}

/** The rule to be saved, or what is wrong with it. */
export function inputOf(
  draft: RuleDraft,
  { id, currency }: { id: string | undefined; currency: string },
): OrderRuleInput | string {
  const name = draft.name.trim();
  if (name === "") return t("rules.giveTheRuleAName");
  const exponent = exponentOf(currency);
  const value = draft.maxValue.trim().replace(",", ".");
  if (value !== "" && !new RegExp(`^\\d{1,12}(\\.\\d{1,${Math.max(exponent, 1)}})?$`).test(value))
    return t("rules.theValueIsNoAmount");
  if (draft.action === "hold" && draft.holdReason.trim() === "") return t("rules.sayWhyTheOrderWaits");
  return {
    ...(id === undefined ? {} : { id }),
    ...{ name, enabled: draft.enabled, event: draft.event },
    conditions: {
      ...(value === "" ? {} : { maxOrderValue: { minor: Math.round(Number(value) * 10 ** exponent), currency } }),
      ...(draft.minOrderValue ? { minOrderValue: draft.minOrderValue } : {}),
      ...(draft.domesticOnly ? { domesticOnly: true } : {}),
      ...(draft.platforms.length > 0 ? { platforms: draft.platforms } : {}),
      ...(draft.products.length > 0 ? { specificProducts: draft.products } : {}),
      ...(draft.locations.length > 0 ? { locations: draft.locations } : {}),
    },
    action: draft.action === "hold" ? { type: "hold", reason: draft.holdReason.trim() } : { type: draft.action },
  };
}
