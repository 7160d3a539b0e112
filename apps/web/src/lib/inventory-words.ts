import type { Condition, InventoryStatus } from "@counterfoil/core/model";
import type { Tone } from "../components/state-dot.tsx";

/** The statuses in the order of a unit's life. */
export const inventoryStatuses = [
  "not_received",
  "in_stock",
  "listed",
  "sold",
  "returned",
] as const satisfies readonly InventoryStatus[];

export const inventoryStatusWords: Readonly<Record<InventoryStatus, { label: string; tone: Tone }>> = {
  not_received: { label: "Not received", tone: "off" },
  in_stock: { label: "In stock", tone: "progress" },
  listed: { label: "Listed", tone: "done" },
  sold: { label: "Sold", tone: "off" },
  returned: { label: "Returned", tone: "wants" },
};

export const conditionWords: Readonly<Record<Condition, string>> = {
  new: "New",
  new_other: "New, other",
  used: "Used",
  refurbished: "Refurbished",
  for_parts: "For parts",
};

export const identifierWords = {
  set_number: "Set number",
  minifigure_number: "Minifigure number",
  part_number: "Part number",
  color: "Colour",
  asin: "ASIN",
  gtin: "GTIN (EAN, UPC)",
  isbn: "ISBN",
  model_number: "Model number",
  brand: "Brand",
  bricklink_item: "BrickLink item",
  boid: "BOID",
} as const;
