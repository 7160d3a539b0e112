import { type Condition, type Listing, parseMoney } from "@counterfoil/core/model";
import type { AmazonMarketplace } from "../amazon-marketplaces.ts";
import { textOrNull } from "../amazon-values.ts";
import { isAmazonChannel, toPlatformData } from "./fulfillment-channel.ts";
import { productUrl } from "./map-item.ts";
import type { ReportRow } from "./report-rows.ts";

export interface RowMapping {
  /** The marketplace that the report is of. */
  marketplace: AmazonMarketplace;
  /** Units in Amazon's warehouses by SKU. */
  amazonStock: ReadonlyMap<string, number>;
}

/** Whether a row is of goods in Amazon's warehouses: its quantity is then empty. */
export function isAmazonRow(row: ReportRow): boolean {
  return isAmazonChannel(row["fulfillment-channel"]);
}

/** A row of the listings report in the common shape. */
export function mapReportRow(row: ReportRow, { marketplace, amazonStock }: RowMapping): Listing {
  const sku = row["seller-sku"];
  const asin = textOrNull(row.asin1);
  const ofAmazon = isAmazonRow(row);
  const quantity = ofAmazon ? (amazonStock.get(sku) ?? null) : wholeNumber(row.quantity);
  return {
    platform: "amazon",
    reference: {
      externalId: asin ?? sku,
      variationId: sku,
      sku,
      platformData: toPlatformData({
        fulfillment: ofAmazon ? "amazon" : "merchant",
        marketplaceIds: marketplace.id,
      }),
    },
    title: textOrNull(row["item-name"]) ?? asin ?? sku,
    status: statusOfRow(row, quantity),
    quantity,
    price: parseMoney(row.price, marketplace.currency),
    condition: conditionOfNumber(row["item-condition"]),
    identifiers: asin ? [{ type: "asin", value: asin }] : [],
    variation: [],
    location: null,
    url: asin ? productUrl(asin, marketplace.id) : null,
    imageUrl: null,
    fulfilledBy: ofAmazon ? "platform" : "seller",
    raw: row,
  };
}

function statusOfRow({ status }: ReportRow, quantity: number | null): Listing["status"] {
  switch (status.toLowerCase()) {
    case "active":
      return quantity === 0 ? "out_of_stock" : "active";
    case "inactive":
      return quantity === 0 ? "out_of_stock" : "draft";
    case "incomplete":
      return "draft";
    default:
      return "unknown";
  }
}

/** Numbers of the older listing files. Collectible (5 to 8) says nothing of new or used. */
function conditionOfNumber(text: string): Condition | null {
  if (text === "11") return "new";
  if (text === "10") return "refurbished";
  return /^[1-4]$/.test(text) ? "used" : null;
}

function wholeNumber(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}
