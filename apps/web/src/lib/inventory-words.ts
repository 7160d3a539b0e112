import type { Condition, InventoryStatus } from "@counterfoil/core/model";
import type { Tone } from "../components/state-dot.tsx";
import { t } from "./language/language.ts";
import { statesBy, wordsBy } from "./language/words-by.ts";

/** The statuses in the order of a unit's life. */
export const inventoryStatuses = [
  "not_received",
  "in_stock",
  "listed",
  "sold",
  "returned",
] as const satisfies readonly InventoryStatus[];

export const inventoryStatusWords: Readonly<Record<InventoryStatus, { label: string; tone: Tone }>> = statesBy(t, {
  not_received: { label: "stock.notReceived", tone: "off" },
  in_stock: { label: "stock.inStock", tone: "progress" },
  listed: { label: "stock.listed", tone: "done" },
  sold: { label: "stock.sold", tone: "off" },
  returned: { label: "stock.returned", tone: "wants" },
});

export const conditionWords: Readonly<Record<Condition, string>> = wordsBy(t, {
  new: "condition.new",
  new_other: "condition.newOther",
  used: "condition.used",
  refurbished: "condition.refurbished",
  for_parts: "condition.forParts",
});

export const identifierWords = wordsBy(t, {
  set_number: "number.set",
  minifigure_number: "number.minifigure",
  part_number: "number.part",
  color: "number.colour",
  asin: "number.asin",
  gtin: "number.gtin",
  isbn: "number.isbn",
  model_number: "number.model",
  brand: "number.brand",
  bricklink_item: "number.bricklinkItem",
  boid: "number.boid",
});
