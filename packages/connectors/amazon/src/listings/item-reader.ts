import {
  batches,
  type CallLimits,
  ConnectorError,
  jsonBody,
  type PageProblem,
  type RateLane,
  readRecords,
} from "@counterfoil/connector-kit";
import type { AmazonClient } from "../amazon-client.ts";
import { itemPageSchema, type WireItem, wireItemSchema } from "../amazon-schemas.ts";
import type { AmazonContext } from "../amazon-settings.ts";
import { textOrNull } from "../amazon-values.ts";

const itemsAPage = 20;
const dataSets = "summaries,offers,fulfillmentAvailability";

/** A checked item and what Amazon sent. */
export interface ReadItem {
  item: WireItem;
  raw: unknown;
}

export interface ItemPage {
  items: ReadItem[];
  problems: PageProblem[];
  total: number;
  next: string | null;
}

/** Reads of the Listings Items API. */
export interface ItemReader {
  /** One page of all items, oldest first: those that arrive meanwhile come at the end. */
  page(token: string | null, marketplaceIds: readonly string[], limits: CallLimits): Promise<ItemPage>;
  /** Items by SKU; unknown ones are absent. */
  bySku(skus: readonly string[], at: ReadAt, limits: CallLimits): Promise<Map<string, WireItem>>;
  /** One item with what was submitted for it last, which may not be live yet. Null for an unknown SKU. */
  submitted(sku: string, at: ReadAt, limits: CallLimits): Promise<WireItem | null>;
}

export interface ReadAt {
  marketplaceIds: readonly string[];
  lane: RateLane;
}

const reader = { schema: wireItemSchema, map: (item: WireItem, raw: unknown): ReadItem => ({ item, raw }), idOf };

export function createItemReader(client: AmazonClient, context: Pick<AmazonContext, "sellerId">): ItemReader {
  const search = async (query: Record<string, string | number | null>, at: ReadAt, limits: CallLimits) => {
    const { data } = await client.call(
      {
        operation: "searchListingsItems",
        lane: at.lane,
        path: { sellerId: context.sellerId() },
        query: { marketplaceIds: at.marketplaceIds.join(","), includedData: dataSets, pageSize: itemsAPage, ...query },
        decode: jsonBody(itemPageSchema),
      },
      limits,
    );
    return data;
  };

  const single = async (sku: string, includedData: string, at: ReadAt, limits: CallLimits) => {
    try {
      const { data } = await client.call(
        {
          operation: "getListingsItem",
          lane: at.lane,
          path: { sellerId: context.sellerId(), sku },
          query: { marketplaceIds: at.marketplaceIds.join(","), includedData },
          decode: jsonBody(wireItemSchema),
        },
        limits,
      );
      return data;
    } catch (error) {
      if (ConnectorError.is(error) && error.code === "not_found") return null;
      throw error;
    }
  };

  return {
    async page(token, marketplaceIds, limits) {
      const order = { sortBy: "createdDate", sortOrder: "ASC" };
      const data = await search({ ...order, pageToken: token }, { marketplaceIds, lane: "refresh_catalogue" }, limits);
      const next = textOrNull(data.pagination?.nextToken);
      return { ...readRecords(data.items, reader), total: data.numberOfResults, next };
    },

    async bySku(skus, at, limits) {
      const found = new Map<string, WireItem>();
      const keep = (item: WireItem | null) => item && void found.set(item.sku, item);
      // A comma parts the SKUs of a list: one that holds a comma is asked for by itself.
      const listable = skus.filter((sku) => !sku.includes(","));
      const alone = skus.length === 1 ? skus : skus.filter((sku) => sku.includes(","));
      for (const sku of alone) keep(await single(sku, dataSets, at, limits));
      for (const batch of skus.length === 1 ? [] : batches(listable, itemsAPage)) {
        const data = await search({ identifiers: batch.join(","), identifiersType: "SKU" }, at, limits);
        for (const { item } of readRecords(data.items, reader).items) keep(item);
      }
      return found;
    },

    submitted: (sku, at, limits) => single(sku, "summaries,attributes,fulfillmentAvailability", at, limits),
  };
}

function idOf(raw: unknown): string | null {
  const sku = (raw as { sku?: unknown } | null)?.sku;
  return typeof sku === "string" ? sku : null;
}
