import type { Condition, InventoryStatus } from "@counterfoil/core/model";
import { formatMoney, type Money, parseMoney } from "@counterfoil/core/money";
import type { InventoryCreate, InventoryItem, InventoryUpdate } from "../../lib/api-types.ts";
import { t } from "./texts.ts";

type Identifier = NonNullable<InventoryCreate["identifiers"]>[number];

/** The item form: everything as it is typed, beside what stays as it was recorded. */
export interface ItemValues {
  title: string;
  sku: string;
  condition: Condition | "";
  status: InventoryStatus;
  quantity: number | string;
  location: string;
  unitCost: string;
  unitCostCurrency: string;
  askingPrice: string;
  askingPriceCurrency: string;
  /** `YYYY-MM-DD`, or empty. */
  acquiredOn: string;
  /** A web address, or empty. */
  imageUrl: string;
  identifiers: Identifier[];
  listings: { platform: string; listingId: string; variationId: string | null }[];
  note: string;
}

/** The form of a new item, in the workspace's currency. */
export function emptyItem(currency: string): ItemValues {
  return {
    title: "",
    sku: "",
    condition: "",
    status: "in_stock",
    quantity: 1,
    location: "",
    unitCost: "",
    unitCostCurrency: currency,
    askingPrice: "",
    askingPriceCurrency: currency,
    acquiredOn: "",
    imageUrl: "",
    identifiers: [{ type: "set_number", value: "" }],
    listings: [],
    note: "",
  };
}

/** An item as the form shows it; amounts keep the currency they were recorded in. */
export function valuesOf(item: InventoryItem, currency: string): ItemValues {
  return {
    title: item.title,
    sku: item.sku ?? "",
    condition: item.condition ?? "",
    status: item.status,
    quantity: item.quantityOnHand,
    location: item.location ?? "",
    unitCost: item.unitCost ? formatMoney(item.unitCost) : "",
    unitCostCurrency: item.unitCost?.currency ?? currency,
    askingPrice: item.askingPrice ? formatMoney(item.askingPrice) : "",
    askingPriceCurrency: item.askingPrice?.currency ?? currency,
    acquiredOn: item.acquiredAt?.slice(0, 10) ?? "",
    imageUrl: item.imageUrl ?? "",
    identifiers: item.identifiers.map(({ type, value }) => ({ type, value })),
    listings: item.listings.map(({ platform, listingId, variationId }) => ({ platform, listingId, variationId })),
    note: item.note ?? "",
  };
}

/** A typed amount; a decimal comma is understood. Null when empty or not an amount. */
export function readAmount(text: string, currency: string): Money | null {
  const trimmed = text.trim();
  const decimal = /^\d+,\d{1,2}$/.test(trimmed) ? trimmed.replace(",", ".") : trimmed.replaceAll(",", "");
  const money = parseMoney(decimal, currency);
  return money && money.minor >= 0 ? money : null;
}

/** What is wrong with a typed amount, or null. Empty is unknown, which is allowed. */
export function amountProblem(text: string, currency: string): string | null {
  if (text.trim() === "" || readAmount(text, currency)) return null;
  return t("item.badAmount");
}

function requestOf(values: ItemValues) {
  const { title, sku, location, note, acquiredOn, status, condition, quantity } = values;
  return {
    title: title.trim(),
    status,
    quantity: Number(quantity),
    sku: sku.trim() || null,
    condition: condition || null,
    location: location.trim() || null,
    unitCost: readAmount(values.unitCost, values.unitCostCurrency),
    askingPrice: readAmount(values.askingPrice, values.askingPriceCurrency),
    acquiredAt: acquiredOn ? `${acquiredOn}T00:00:00.000Z` : null,
    note: note.trim() || null,
    imageUrl: values.imageUrl.trim() || null,
    identifiers: values.identifiers.flatMap(({ type, value }) => (value.trim() ? [{ type, value: value.trim() }] : [])),
    listings: values.listings.flatMap((listing) =>
      listing.listingId.trim() ? [{ ...listing, listingId: listing.listingId.trim() }] : [],
    ),
  } satisfies InventoryCreate;
}

/** What is sent for a new item. */
export function createRequest(values: ItemValues): InventoryCreate {
  return requestOf(values);
}

/** What is sent for a change: only what was changed, so that nothing that moved meanwhile is set back. */
export function updateRequest(id: string, before: ItemValues, values: ItemValues): InventoryUpdate {
  const old: Readonly<Record<string, unknown>> = requestOf(before);
  const changed = Object.entries(requestOf(values)).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(old[field]),
  );
  return { id, ...Object.fromEntries(changed) };
}
