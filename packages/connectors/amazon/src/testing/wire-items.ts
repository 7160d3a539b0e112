/** A listings item of the wire: on the seller's own shelf unless a channel says otherwise. */
export function wireItem(sku: string, overrides: Record<string, unknown> = {}) {
  return {
    sku,
    summaries: [
      {
        ...{ marketplaceId: "A1F83G8C2ARO7P", asin: "B0BBSBPSRC", productType: "TOYS_AND_GAMES" },
        ...{ conditionType: "new_new", status: ["BUYABLE", "DISCOVERABLE"], itemName: `LEGO ${sku}` },
        ...{ createdDate: "2026-01-01T00:00:00Z", lastUpdatedDate: "2026-01-01T00:00:00Z" },
      },
    ],
    offers: [{ marketplaceId: "A1F83G8C2ARO7P", offerType: "B2C", price: { currencyCode: "GBP", amount: "74.99" } }],
    fulfillmentAvailability: [{ fulfillmentChannelCode: "DEFAULT", quantity: 4 }],
    ...overrides,
  };
}

/** The same from one of Amazon's warehouses. */
export function amazonItem(sku: string, rows: object[] = [{ fulfillmentChannelCode: "AMAZON_EU" }]) {
  return wireItem(sku, { fulfillmentAvailability: rows });
}

/** Answer of `getInventorySummaries`. */
export function inventory(units: Record<string, number>, nextToken?: string) {
  const inventorySummaries = Object.entries(units).map(([sellerSku, fulfillableQuantity]) => ({
    ...{ sellerSku, totalQuantity: fulfillableQuantity + 7, inventoryDetails: { fulfillableQuantity } },
  }));
  const granularity = { granularityType: "Marketplace", granularityId: "A1F83G8C2ARO7P" };
  return { payload: { granularity, inventorySummaries }, ...(nextToken && { pagination: { nextToken } }) };
}
