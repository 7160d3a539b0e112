import { z } from "zod";
import { parseDecimal } from "../amounts.ts";
import type { InventoryItem, Offer, Seller } from "../ebay-entities.ts";
import { type EbayError, ebayError } from "../ebay-errors.ts";
import { type EbayWorld, inventoryKey } from "../ebay-world.ts";
import { type RestContext, readJson, type UserOperation } from "../rest-operation.ts";
import { recordInventoryChange } from "../stock.ts";
import { INVALID_FIELD, ITEM_UNKNOWN, OFFER_UNKNOWN, refuse, USER_ERROR } from "./inventory-errors.ts";
import { WRITE_INVENTORY } from "./item-operations.ts";

const MAX_REQUESTS = 25;

const offerChange = z.object({
  offerId: z.string(),
  availableQuantity: z.number().optional(),
  price: z.object({ value: z.string(), currency: z.string() }).optional(),
});
const requestSchema = z.object({
  sku: z.string().optional(),
  shipToLocationAvailability: z.object({ quantity: z.number() }).optional(),
  offers: z.array(offerChange).default([]),
});
const bodySchema = z.object({ requests: z.array(requestSchema).min(1) });

type Request = z.output<typeof requestSchema>;
type OfferChange = z.output<typeof offerChange>;
interface Outcome {
  statusCode: number;
  sku?: string;
  offerId?: string;
  errors: EbayError[];
  warnings: EbayError[];
}

/** bulkUpdatePriceQuantity: every element is judged by itself; 207 when any of them failed. */
export function priceQuantityOperations(world: EbayWorld): UserOperation[] {
  return [
    {
      operation: "bulkUpdatePriceQuantity",
      method: "POST",
      path: "/sell/inventory/v1/bulk_update_price_quantity",
      quota: "sell.inventory",
      scopes: WRITE_INVENTORY,
      token: "user",
      async handle(c: RestContext, seller: Seller) {
        const body = bodySchema.safeParse(await readJson(c));
        if (!body.success) throw refuse(400, INVALID_FIELD, { fieldName: "requests" });
        if (body.data.requests.length > MAX_REQUESTS) {
          throw refuse(400, USER_ERROR, { additionalInfo: `At most ${MAX_REQUESTS} requests are allowed` });
        }
        const responses = body.data.requests.flatMap((request) => applyRequest(world, seller, request));
        return c.json({ responses }, responses.every(({ statusCode }) => statusCode === 200) ? 200 : 207);
      },
    },
  ];
}

function applyRequest(world: EbayWorld, seller: Seller, request: Request): Outcome[] {
  const sku = request.sku ?? "";
  const item = world.inventoryItems.get(inventoryKey(seller.username, sku));
  const quantity = request.shipToLocationAvailability?.quantity;
  const problem =
    itemProblem(item, sku, quantity) ?? (request.offers.length === 0 ? revisionProblem(world, seller, sku) : undefined);
  if (problem !== undefined) return [failed({ ...(request.sku !== undefined && { sku }) }, problem)];
  recordInventoryChange(world, seller.username, sku, () => {
    if (item !== undefined && quantity !== undefined) item.quantity = quantity;
  });
  if (request.offers.length === 0) return [{ statusCode: 200, sku, errors: [], warnings: [] }];
  return request.offers.map((change) => applyOffer(world, seller, sku, change));
}

function itemProblem(item: InventoryItem | undefined, skuValue: string, quantity: number | undefined) {
  if (skuValue === "") return ebayError("API_INVENTORY", INVALID_FIELD, { fieldName: "sku" });
  if (item === undefined) return ebayError("API_INVENTORY", ITEM_UNKNOWN, { skuValue });
  return quantity === undefined || isQuantity(quantity) ? undefined : invalid("shipToLocationAvailability.quantity");
}

function applyOffer(world: EbayWorld, seller: Seller, sku: string, change: OfferChange): Outcome {
  const { offerId } = change;
  const offer = world.offers.get(offerId);
  if (offer === undefined || offer.username !== seller.username || offer.sku !== sku) {
    return failed({ sku, offerId }, ebayError("API_INVENTORY", OFFER_UNKNOWN, { additionalInfo: offerId }));
  }
  const problem = changeProblem(offer, change) ?? revisionProblem(world, seller, sku);
  if (problem !== undefined) return failed({ sku, offerId }, problem);
  if (change.price !== undefined) {
    offer.price = parseDecimal(change.price.value);
    world.ledger.append("price-changed", { itemId: offer.listingId, sku, price: change.price });
  }
  recordInventoryChange(world, seller.username, sku, () => {
    if (change.availableQuantity !== undefined) offer.availableQuantity = change.availableQuantity;
  });
  return { statusCode: 200, sku, offerId, errors: [], warnings: [] };
}

function changeProblem(offer: Offer, { availableQuantity, price }: OfferChange): EbayError | undefined {
  if (availableQuantity !== undefined && !isQuantity(availableQuantity)) return invalid("availableQuantity");
  if (price === undefined) return undefined;
  if (!/^\d+(\.\d{1,2})?$/.test(price.value) || Number(price.value) <= 0) return invalid("price.value");
  return price.currency === offer.currency ? undefined : invalid("price.currency");
}

// A listing may be revised 250 times a calendar day.
function revisionProblem(world: EbayWorld, seller: Seller, sku: string): EbayError | undefined {
  const offer = world.offers.find((row) => row.username === seller.username && row.sku === sku);
  if (offer?.listingId == null || world.quotas.take("listing.revisions", offer.listingId).allowed) return undefined;
  return ebayError("API_INVENTORY", USER_ERROR, { additionalInfo: "The listing was revised too often today." });
}

const isQuantity = (value: number) => Number.isInteger(value) && value >= 0;
const invalid = (fieldName: string) => ebayError("API_INVENTORY", INVALID_FIELD, { fieldName });
const failed = (subject: { sku?: string; offerId?: string }, error: EbayError): Outcome => ({
  ...subject,
  statusCode: error.errorId === OFFER_UNKNOWN[0] || error.errorId === ITEM_UNKNOWN[0] ? 404 : 400,
  errors: [error],
  warnings: [],
});
