import type { Seller, WarehouseItem } from "../amazon-entities.ts";
import { invalidInput } from "../amazon-errors.ts";
import { stockRoles } from "../amazon-roles.ts";
import { type AmazonWorld, instantText } from "../amazon-world.ts";
import { type ApiContext, instantParameter, listParameter, type SellerOperation } from "../operation.ts";
import { requireMarketplaces } from "../orders/order-query.ts";
import { readPage } from "../paging.ts";

const PAGE = 50;
const TOKEN_SECONDS = 30;
const MAX_SKUS = 50;
const MONTHS_BACK_MS = 18 * 31 * 86_400_000;

/** FBA Inventory: what lies in Amazon's warehouses. */
export function stockOperations(world: AmazonWorld): SellerOperation[] {
  return [
    {
      operation: "getInventorySummaries",
      method: "GET",
      path: "/fba/inventory/v1/summaries",
      roles: stockRoles,
      handle: (c, { seller }) => c.json(listSummaries(world, c, seller)),
    },
  ];
}

function listSummaries(world: AmazonWorld, c: ApiContext, seller: Seller) {
  const marketplaceId = placeOf(c, seller);
  const skus = [...listParameter(c, "sellerSkus"), ...(c.req.queries("sellerSku") ?? [])];
  if (skus.length > MAX_SKUS) throw invalidInput("Invalid Input", `At most ${MAX_SKUS} sellerSkus`);
  const since = instantParameter(c, "startDateTime");
  if (since !== null && since < world.clock.milliseconds() - MONTHS_BACK_MS) {
    throw invalidInput("Invalid Input", "startDateTime lies more than 18 months back");
  }
  const details = c.req.query("details") === "true";
  const page = readPage(world, c, {
    operation: "getInventorySummaries",
    sellerId: seller.sellerId,
    tokenName: "nextToken",
    tokenSeconds: TOKEN_SECONDS,
    pageSize: PAGE,
    rows: () =>
      world.warehouse.where(
        (item) =>
          item.sellerId === seller.sellerId &&
          item.marketplaceId === marketplaceId &&
          (skus.length === 0 || skus.includes(item.sku)) &&
          (since === null || item.updatedAt >= since),
      ),
    keyOf: ({ sku }) => sku,
  });
  return {
    payload: {
      granularity: { granularityType: "Marketplace", granularityId: marketplaceId },
      inventorySummaries: page.rows.map((item) => viewSummary(item, details)),
    },
    ...(page.nextToken !== null && { pagination: { nextToken: page.nextToken } }),
  };
}

function placeOf(c: ApiContext, seller: Seller): string {
  const ids = listParameter(c, "marketplaceIds");
  const [id] = ids;
  const fits = c.req.query("granularityType") === "Marketplace" && c.req.query("granularityId") === id;
  if (id === undefined || ids.length > 1 || !fits) {
    throw invalidInput("Invalid Input", "granularityType, granularityId and one of marketplaceIds are required");
  }
  requireMarketplaces(seller, ids);
  return id;
}

function viewSummary(item: WarehouseItem, details: boolean) {
  const { fulfillable, inbound, reserved, unfulfillable } = item;
  return {
    asin: item.asin,
    fnSku: item.fnSku,
    sellerSku: item.sku,
    condition: item.condition,
    lastUpdatedTime: instantText(item.updatedAt),
    productName: item.title,
    totalQuantity: fulfillable + inbound + reserved + unfulfillable,
    stores: [],
    ...(details && {
      inventoryDetails: {
        fulfillableQuantity: fulfillable,
        inboundWorkingQuantity: 0,
        inboundShippedQuantity: inbound,
        inboundReceivingQuantity: 0,
        reservedQuantity: {
          totalReservedQuantity: reserved,
          pendingCustomerOrderQuantity: reserved,
          pendingTransshipmentQuantity: 0,
          fcProcessingQuantity: 0,
        },
        researchingQuantity: { totalResearchingQuantity: 0, researchingQuantityBreakdown: [] },
        unfulfillableQuantity: {
          totalUnfulfillableQuantity: unfulfillable,
          customerDamagedQuantity: 0,
          warehouseDamagedQuantity: unfulfillable,
          distributorDamagedQuantity: 0,
          carrierDamagedQuantity: 0,
          defectiveQuantity: 0,
          expiredQuantity: 0,
        },
      },
    }),
  };
}
