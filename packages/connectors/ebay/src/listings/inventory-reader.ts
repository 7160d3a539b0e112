import { type CallLimits, ConnectorError, jsonBody, type RateLane, readRecords } from "@counterfoil/connector-kit";
import type { EbayClient } from "../ebay-client.ts";
import {
  bulkInventoryItemsSchema,
  inventoryPageSchema,
  offerListSchema,
  type WireInventoryItem,
  type WireOffer,
  wireInventoryItemSchema,
} from "../ebay-schemas.ts";

const itemsAPage = 100;

/** Reads of the Inventory API. */
export interface InventoryReader {
  /** One page of inventory items. `page` counts pages from 0, which is how eBay counts here. */
  items(page: number, limits: CallLimits): Promise<InventoryPage>;
  /** Up to 25 items by SKU; unknown ones are left out. */
  itemsBySku(skus: readonly string[], lane: RateLane, limits: CallLimits): Promise<Map<string, WireInventoryItem>>;
  /** The offers of a SKU; none for a SKU the Inventory API does not know. */
  offers(sku: string, lane: RateLane, limits: CallLimits): Promise<WireOffer[]>;
}

export interface InventoryPage {
  items: WireInventoryItem[];
  problems: ReturnType<typeof readRecords>["problems"];
  next: number | null;
}

export function createInventoryReader(client: EbayClient): InventoryReader {
  return {
    async items(page, limits) {
      const { data } = await client.rest(
        {
          api: "Inventory",
          operation: "GET /sell/inventory/v1/inventory_item",
          lane: "refresh_catalogue",
          path: "/sell/inventory/v1/inventory_item",
          query: { limit: itemsAPage, offset: page },
          decode: jsonBody(inventoryPageSchema),
        },
        limits,
      );
      const raw = data.inventoryItems ?? [];
      const reader = { schema: wireInventoryItemSchema, map: (item: WireInventoryItem) => item, idOf: skuOf };
      const more = raw.length > 0 && Boolean(data.next);
      return { ...readRecords(raw, reader), next: more ? page + 1 : null };
    },

    async itemsBySku(skus, lane, limits) {
      const { data } = await client.rest(
        {
          api: "Inventory",
          operation: "POST /sell/inventory/v1/bulk_get_inventory_item",
          lane,
          method: "POST",
          effect: "read",
          path: "/sell/inventory/v1/bulk_get_inventory_item",
          json: { requests: skus.map((sku) => ({ sku })) },
          decode: jsonBody(bulkInventoryItemsSchema),
        },
        limits,
      );
      const found = new Map<string, WireInventoryItem>();
      for (const { statusCode, sku, inventoryItem } of data.responses ?? []) {
        const key = sku ?? inventoryItem?.sku;
        if (statusCode < 300 && inventoryItem && key) found.set(key, inventoryItem);
      }
      return found;
    },

    async offers(sku, lane, limits) {
      try {
        const { data } = await client.rest(
          {
            api: "Inventory",
            operation: "GET /sell/inventory/v1/offer",
            lane,
            path: "/sell/inventory/v1/offer",
            query: { sku },
            decode: jsonBody(offerListSchema),
          },
          limits,
        );
        return data.offers ?? [];
      } catch (error) {
        if (ConnectorError.is(error) && error.code === "not_found") return [];
        throw error;
      }
    },
  };
}

function skuOf(raw: unknown): string | null {
  const sku = (raw as { sku?: unknown } | null)?.sku;
  return typeof sku === "string" ? sku : null;
}
