import { batches, type CallLimits, jsonBody, type RateLane } from "@counterfoil/connector-kit";
import type { AmazonClient } from "../amazon-client.ts";
import { inventorySummariesSchema } from "../amazon-schemas.ts";
import { textOrNull } from "../amazon-values.ts";

const skusACall = 50;

/** Reads what lies in Amazon's own warehouses. It is never written: Amazon counts its shelves itself. */
export interface AmazonStock {
  /** Sellable units by SKU, in one marketplace; SKUs that Amazon has no shelf for are absent. */
  units(
    skus: readonly string[],
    at: { marketplaceId: string; lane: RateLane },
    limits: CallLimits,
  ): Promise<Map<string, number>>;
}

export function createAmazonStock(client: AmazonClient): AmazonStock {
  return {
    async units(skus, { marketplaceId, lane }, limits) {
      const found = new Map<string, number>();
      // A comma parts the SKUs of a list: one that holds a comma is asked for by itself.
      const listable = skus.filter((sku) => !sku.includes(","));
      const single = skus.filter((sku) => sku.includes(",")).map((sellerSku) => ({ sellerSku }));
      const lists = batches(listable, skusACall).map((batch) => ({ sellerSkus: batch.join(",") }));
      for (const filter of [...lists, ...single]) {
        // The token of a next page lives for 30 seconds: pages follow each other at once.
        for (let nextToken: string | null | undefined; nextToken !== null; ) {
          const { data } = await client.call(
            {
              operation: "getInventorySummaries",
              lane,
              query: {
                ...{ details: true, granularityType: "Marketplace", granularityId: marketplaceId },
                ...{ marketplaceIds: marketplaceId, ...filter, nextToken },
              },
              decode: jsonBody(inventorySummariesSchema),
            },
            limits,
          );
          for (const { sellerSku, inventoryDetails } of data.payload.inventorySummaries) {
            if (sellerSku && inventoryDetails?.fulfillableQuantity != null) {
              found.set(sellerSku, inventoryDetails.fulfillableQuantity);
            }
          }
          nextToken = textOrNull(data.pagination?.nextToken);
        }
      }
      return found;
    },
  };
}
