import { type Condition, formatMoney, type InventoryStatus, type Money, parseMoney } from "@counterfoil/core/model";
import type { InventoryCreate, InventoryItem } from "../../lib/api-types.ts";

/** The item form: everything as it is typed. */
export interface ItemValues {
  title: string;
  sku: string;
  condition: Condition | "";
  status: InventoryStatus;
  quantity: number | string;
  location: string;
  unitCost: string;
  askingPrice: string;
  /** `YYYY-MM-DD`, or empty. */
  acquiredOn: string;
  identifiers: { type: string; value: string }[];
  listings: { platform: string; listingId: string }[];
  note: string;
}

export const emptyItem: ItemValues = {
  title: "",
  sku: "",
  condition: "",
  status: "in_stock",
  quantity: 1,
  location: "",
  unitCost: "",
  askingPrice: "",
  acquiredOn: "",
  identifiers: [{ type: "set_number", value: "" }],
  listings: [],
  note: "",
};

/** An item as the form shows it. */
export function valuesOf(item: InventoryItem): ItemValues {
  return {
    title: item.title,
    sku: item.sku ?? "",
    condition: item.condition ?? "",
    status: item.status,
    quantity: item.quantityOnHand,
    location: item.location ?? "",
    unitCost: item.unitCost ? formatMoney(item.unitCost) : "",
    askingPrice: item.askingPrice ? formatMoney(item.askingPrice) : "",
    acquiredOn: item.acquiredAt?.slice(0, 10) ?? "",
    identifiers: item.identifiers.map(({ type, value }) => ({ type, value })),
    listings: item.listings.map(({ platform, listingId }) => ({ platform, listingId })),
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
  return "Write an amount such as 12.50, or leave it empty.";
}

function identifierType(type: string): NonNullable<InventoryCreate["identifiers"]>[number]["type"] {
  // The choices of the form are the identifier types of the model.
  return type as NonNullable<InventoryCreate["identifiers"]>[number]["type"];
}

function shared(values: ItemValues) {
  return {
    title: values.title.trim(),
    status: values.status,
    quantity: Number(values.quantity),
    identifiers: values.identifiers
      .filter(({ value }) => value.trim())
      .map(({ type, value }) => ({ type: identifierType(type), value: value.trim() })),
    listings: values.listings
      .filter(({ listingId }) => listingId.trim())
      .map(({ platform, listingId }) => ({ platform, listingId: listingId.trim() })),
  };
}

function optional(values: ItemValues, currency: string) {
  return {
    sku: values.sku.trim() || null,
    condition: values.condition || null,
    location: values.location.trim() || null,
    unitCost: readAmount(values.unitCost, currency),
    askingPrice: readAmount(values.askingPrice, currency),
    acquiredAt: values.acquiredOn ? `${values.acquiredOn}T00:00:00.000Z` : null,
    note: values.note.trim() || null,
  };
}

type Optional = ReturnType<typeof optional>;

/** What is sent for a new item: what is unknown is left out. */
export function createRequest(values: ItemValues, currency: string): InventoryCreate {
  const known = Object.entries(optional(values, currency)).filter(([, value]) => value !== null);
  return {
    ...shared(values),
    ...(Object.fromEntries(known) as { [Key in keyof Optional]?: NonNullable<Optional[Key]> }),
  };
}

/** What is sent for a change: what was emptied becomes unknown. */
export function updateRequest(id: string, values: ItemValues, currency: string) {
  return { id, ...shared(values), ...optional(values, currency) };
}
