import { ConnectorError } from "@counterfoil/connector-kit";
import type { ListingReference } from "@counterfoil/core/model";
import { type BricqerStockItem, stockItemSchema } from "../bricqer-schemas.ts";
import { checkRecord } from "../check-record.ts";
import { readWholeStock, type StockReader } from "../inventory/definitions.ts";

/** Ids of the stock items that a listing was made of; none for a reference that was not kept whole. */
export function stockItemIds({ platformData }: ListingReference): string[] {
  return (platformData["stockItems"] ?? "").split(",").filter((id) => /^\d{1,15}$/.test(id));
}

/**
 * The stock items of a listing as they are now, lowest id first. Read one by one by their ids, or found in the whole stock
 * where the reference has none. Items that are gone, or are of another definition by now, are left out.
 */
export async function readDefinition(listing: ListingReference, reader: StockReader): Promise<BricqerStockItem[]> {
  const ids = stockItemIds(listing);
  if (ids.length === 0) {
    const { definitions } = await readWholeStock(reader);
    return (definitions.get(listing.externalId) ?? []).map(({ item }) => item);
  }
  const items: BricqerStockItem[] = [];
  for (const id of ids) {
    const item = await readStockItem(id, reader);
    if (item !== null && item.definitionId === listing.externalId) items.push(item);
  }
  return items;
}

async function readStockItem(id: string, { client, call }: StockReader): Promise<BricqerStockItem | null> {
  try {
    return checkRecord(stockItemSchema, await client.stockItem(id, call), "GET /inventory/item/{id}/");
  } catch (error) {
    if (ConnectorError.is(error) && error.code === "not_found") return null;
    throw error;
  }
}
