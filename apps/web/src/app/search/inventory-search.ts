import type { InventoryStatus } from "@counterfoil/core/model";
import { inventoryStatuses } from "../../lib/inventory-words.ts";
import { readFlag, readOneOf, readText } from "../../lib/search-params.ts";

const sortFields = ["title", "sku", "location", "acquiredAt", "createdAt", "status", "unitCost"] as const;

export interface InventorySearch {
  q?: string;
  status?: InventoryStatus;
  location?: string;
  sort?: (typeof sortFields)[number];
  direction?: "asc" | "desc";
  /** The open item. */
  item?: string;
  /** The form for a new item is open. */
  add?: true;
}

export function inventorySearch(search: Record<string, unknown>): InventorySearch {
  return {
    q: readText(search["q"]),
    status: readOneOf(search["status"], inventoryStatuses),
    location: readText(search["location"]),
    sort: readOneOf(search["sort"], sortFields),
    direction: readOneOf(search["direction"], ["asc", "desc"]),
    item: readText(search["item"]),
    add: readFlag(search["add"]),
  };
}
