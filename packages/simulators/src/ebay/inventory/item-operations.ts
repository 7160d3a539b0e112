import { z } from "zod";
import type { InventoryItem, Seller } from "../ebay-entities.ts";
import { EbayRefusal, ebayError } from "../ebay-errors.ts";
import { scope } from "../ebay-scopes.ts";
import { type EbayWorld, inventoryKey } from "../ebay-world.ts";
import { hrefOf, type RestContext, readJson, type UserOperation } from "../rest-operation.ts";
import { recordInventoryChange } from "../stock.ts";
import { INVALID_FIELD, INVALID_PAGE, ITEM_UNKNOWN, refuse } from "./inventory-errors.ts";

export const READ_INVENTORY = [scope("sell.inventory"), scope("sell.inventory.readonly")];
export const WRITE_INVENTORY = [scope("sell.inventory")];
const MAX_BULK = 25;

const itemSchema = z.looseObject({
  availability: z
    .looseObject({ shipToLocationAvailability: z.looseObject({ quantity: z.number().int().min(0) }).optional() })
    .optional(),
  condition: z.string().optional(),
  product: z.record(z.string(), z.unknown()).optional(),
});
const bulkSchema = z.object({ requests: z.array(z.object({ sku: z.string() })).min(1) });

/** getInventoryItems, getInventoryItem, createOrReplaceInventoryItem, bulkGetInventoryItem. */
export function inventoryItemOperations(world: EbayWorld): UserOperation[] {
  const read = { quota: "sell.inventory", scopes: READ_INVENTORY, token: "user" } as const;
  const path = "/sell/inventory/v1/inventory_item";
  return [
    {
      ...read,
      operation: "getInventoryItems",
      method: "GET",
      path,
      handle: (c, seller) => c.json(listItems(world, c, seller)),
    },
    {
      ...read,
      operation: "getInventoryItem",
      method: "GET",
      path: `${path}/:sku`,
      handle: (c, seller) => c.json(viewItem(requireItem(world, seller, c.req.param("sku") ?? ""))),
    },
    {
      ...read,
      operation: "createOrReplaceInventoryItem",
      method: "PUT",
      path: `${path}/:sku`,
      scopes: WRITE_INVENTORY,
      handle: (c, seller) => putItem(world, c, seller),
    },
    {
      ...read,
      operation: "bulkGetInventoryItem",
      method: "POST",
      path: "/sell/inventory/v1/bulk_get_inventory_item",
      handle: (c, seller) => bulkGet(world, c, seller),
    },
  ];
}

function requireItem(world: EbayWorld, seller: Seller, sku: string): InventoryItem {
  const item = world.inventoryItems.get(inventoryKey(seller.username, sku));
  if (item === undefined) throw refuse(404, ITEM_UNKNOWN, { skuValue: sku });
  return item;
}

// `offset` counts pages here, from 0, unlike in the Fulfillment API.
function listItems(world: EbayWorld, c: RestContext, seller: Seller) {
  const limit = pageNumber(c, "limit", { fallback: 25, min: 1, max: 200 });
  const offset = pageNumber(c, "offset", { fallback: 0, min: 0, max: 1_000_000 });
  const items = world.inventoryItems.where(({ username }) => username === seller.username);
  const shown = c.get("fault")?.kind === "duplicated-page" ? Math.max(0, offset - 1) : offset;
  const page = items.slice(shown * limit, (shown + 1) * limit);
  return {
    href: hrefOf(c, { limit, offset }),
    total: items.length,
    size: page.length,
    limit,
    ...((offset + 1) * limit < items.length && { next: hrefOf(c, { limit, offset: offset + 1 }) }),
    ...(offset > 0 && { prev: hrefOf(c, { limit, offset: offset - 1 }) }),
    inventoryItems: page.map(viewItem),
  };
}

function viewItem({ sku, locale, condition, quantity, product }: InventoryItem) {
  return { sku, locale, condition, product, availability: { shipToLocationAvailability: { quantity } } };
}

async function putItem(world: EbayWorld, c: RestContext, seller: Seller) {
  const language = c.req.header("content-language");
  if (language === undefined) throw refuse(400, INVALID_FIELD, { fieldName: "header Content-Language" });
  const sku = c.req.param("sku") ?? "";
  const body = itemSchema.safeParse(await readJson(c));
  if (!body.success) throw refuse(400, INVALID_FIELD, { fieldName: body.error.issues[0]?.path.join(".") ?? "body" });
  const known = world.inventoryItems.get(inventoryKey(seller.username, sku));
  const quantity = body.data.availability?.shipToLocationAvailability?.quantity ?? 0;
  recordInventoryChange(world, seller.username, sku, () =>
    world.inventoryItems.put({
      username: seller.username,
      sku,
      quantity,
      condition: body.data.condition ?? "NEW",
      locale: language.replace("-", "_"),
      product: body.data.product ?? {},
    }),
  );
  return known === undefined ? c.json({}, 201) : c.body(null, 204);
}

async function bulkGet(world: EbayWorld, c: RestContext, seller: Seller) {
  const body = bulkSchema.safeParse(await readJson(c));
  if (!body.success) throw refuse(400, INVALID_FIELD, { fieldName: "requests" });
  const skus = body.data.requests.map(({ sku }) => sku);
  if (skus.length > MAX_BULK) {
    const text = "The number of InventoryItems in the request cannot exceed {additionalInfo}.";
    throw refuse(400, [25727, text], { additionalInfo: String(MAX_BULK) });
  }
  if (new Set(skus).size < skus.length) throw refuse(400, [25734, "SKU should be unique in the request."]);
  const responses = skus.map((sku) => {
    const item = world.inventoryItems.get(inventoryKey(seller.username, sku));
    return item === undefined
      ? { statusCode: 404, sku, errors: [ebayError("API_INVENTORY", ITEM_UNKNOWN, { skuValue: sku })] }
      : { statusCode: 200, sku, inventoryItem: viewItem(item), errors: [], warnings: [] };
  });
  return c.json({ responses }, responses.every(({ statusCode }) => statusCode === 200) ? 200 : 207);
}

/** A paging parameter of the Inventory API; refuses with 25706. */
export function pageNumber(
  c: RestContext,
  name: "limit" | "offset",
  { fallback, min, max }: { fallback: number; min: number; max: number },
): number {
  const text = c.req.query(name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new EbayRefusal(400, ebayError("API_INVENTORY", INVALID_PAGE, { additionalInfo: `${name}: ${text}` }));
}
