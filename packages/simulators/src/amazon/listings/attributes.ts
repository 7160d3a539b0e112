import type { Attributes, Availability, Listing } from "../amazon-entities.ts";
import { marketplaceOf } from "../marketplaces.ts";
import { moneyText, parseMoney } from "../money.ts";

/** The attributes a listing would have been submitted with. */
export function attributesOf(listing: Listing, handlingDays: number | null): Attributes {
  const marketplaceId = listing.offers[0]?.marketplaceId ?? "";
  return {
    item_name: [{ value: listing.title, marketplace_id: marketplaceId }],
    condition_type: [{ value: listing.conditionType, marketplace_id: marketplaceId }],
    merchant_suggested_asin: [{ value: listing.asin, marketplace_id: marketplaceId }],
    purchasable_offer: listing.offers.map(({ marketplaceId: marketplace_id, currency, price }) => ({
      marketplace_id,
      currency,
      our_price: [{ schedule: [{ value_with_tax: Number(moneyText(price, currency)) }] }],
    })),
    fulfillment_availability: listing.availability.map(({ channelCode, quantity }) => ({
      fulfillment_channel_code: channelCode,
      ...(quantity !== null && { quantity }),
      ...(handlingDays !== null && { lead_time_to_ship_max_days: handlingDays }),
    })),
  };
}

/** What is on sale once the submitted attributes are live. A row of Amazon's warehouses stays beside new ones. */
export function availabilityFrom(attributes: Attributes, before: readonly Availability[]): Availability[] {
  const submitted = (attributes["fulfillment_availability"] ?? []).map((row) => ({
    channelCode: String(row["fulfillment_channel_code"] ?? ""),
    quantity: typeof row["quantity"] === "number" ? row["quantity"] : null,
  }));
  const kept = before.filter(
    ({ channelCode }) => channelCode.startsWith("AMAZON_") && submitted.every((row) => row.channelCode !== channelCode),
  );
  return [...kept, ...submitted];
}

/** Offers as the submitted attributes price them. */
export function offersFrom(attributes: Attributes): Listing["offers"] {
  return (attributes["purchasable_offer"] ?? []).flatMap((offer) => {
    const marketplaceId = String(offer["marketplace_id"] ?? "");
    const value = priceIn(offer);
    if (value === null) return [];
    const currency = typeof offer["currency"] === "string" ? offer["currency"] : marketplaceOf(marketplaceId).currency;
    return [{ marketplaceId, currency, price: parseMoney(value, currency) }];
  });
}

/** `our_price[0].schedule[0].value_with_tax` as decimal text; null where there is none. */
export function priceIn(offer: Record<string, unknown>): string | null {
  const [price] = listOf(offer["our_price"]);
  const [schedule] = listOf(price?.["schedule"]);
  const value = schedule?.["value_with_tax"];
  return typeof value === "number" || typeof value === "string" ? String(value) : null;
}

export function titleIn(attributes: Attributes): string | null {
  const value = attributes["item_name"]?.[0]?.["value"];
  return typeof value === "string" ? value : null;
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "object" && entry !== null) : [];
}
