import type { ListingAttribute, ListingCategory } from "@counterfoil/core/model";
import type { WireInventoryItem } from "../ebay-schemas.ts";
import { textOrNull } from "../ebay-values.ts";
import type { TradingItem, TradingSpecifics } from "../trading/trading-schemas.ts";

/** The category of a classic listing; its name holds every step, parted by colons. */
export function categoryOfItem(category: TradingItem["PrimaryCategory"]): ListingCategory | null {
  const id = textOrNull(category?.CategoryID);
  const path = (category?.CategoryName ?? "").split(":").filter((name) => name !== "");
  return id === null && path.length === 0 ? null : { id, path };
}

/** The category of an offer: the Inventory API gives no names. */
export function categoryOfOffer(categoryId: string | null | undefined): ListingCategory | null {
  const id = textOrNull(categoryId);
  return id === null ? null : { id, path: [] };
}

/** Item specifics, one attribute for each value. */
export function specificsAsAttributes(specifics: TradingSpecifics): ListingAttribute[] {
  return (specifics?.NameValueList ?? []).flatMap(({ Name, Value }) => attributes(Name, Value));
}

/** Aspects of an inventory item, one attribute for each value. */
export function aspectsAsAttributes(aspects: NonNullable<WireInventoryItem["product"]>["aspects"]): ListingAttribute[] {
  return Object.entries(aspects ?? {}).flatMap(([name, values]) => attributes(name, values));
}

/** Condition in the words that buyers see, or by the name that the Inventory API uses. */
export function conditionWord(word: string | null | undefined): ListingAttribute[] {
  return attributes("Condition", [word]);
}

function attributes(
  name: string,
  values: readonly (string | null | undefined)[] | null | undefined,
): ListingAttribute[] {
  return name === "" ? [] : (values ?? []).flatMap((value) => (value ? [{ name, value }] : []));
}
