import { z } from "zod";
import { conditionSchema, identifierSchema, platformSchema } from "./identity.ts";
import { moneySchema } from "./money.ts";

/** `returned` waits for the seller to put it back in stock; only `in_stock` and `listed` are matchable. */
export const inventoryStatuses = ["not_received", "in_stock", "listed", "sold", "returned"] as const;
export const inventoryStatusSchema = z.enum(inventoryStatuses);
export type InventoryStatus = z.infer<typeof inventoryStatusSchema>;

/** A link from a unit to a listing that offers it. */
export const listingLinkSchema = z.object({
  platform: platformSchema,
  listingId: z.string().min(1),
  variationId: z.string().nullable().default(null),
});
export type ListingLink = z.infer<typeof listingLinkSchema>;

/** One physical unit (quantity 1) or a lot of identical units (quantity n). */
export const inventoryItemSchema = z.object({
  id: z.string().min(1),
  sku: z.string().nullable(),
  title: z.string(),
  identifiers: z.array(identifierSchema),
  condition: conditionSchema.nullable(),
  status: inventoryStatusSchema,
  /** Units on hand: the sum of the item's movements. */
  quantityOnHand: z.number().int().nonnegative(),
  /** Units on hand that open claims hold. */
  quantityClaimed: z.number().int().nonnegative(),
  location: z.string().nullable(),
  /** What one unit cost. */
  unitCost: moneySchema.nullable(),
  /** What one unit is offered for. */
  askingPrice: moneySchema.nullable(),
  acquiredAt: z.iso.datetime({ offset: true }).nullable(),
  listedAt: z.iso.datetime({ offset: true }).nullable(),
  createdAt: z.iso.datetime({ offset: true }),
  listings: z.array(listingLinkSchema),
  imageUrl: z.string().nullable(),
  note: z.string().nullable(),
});
export type InventoryItem = z.infer<typeof inventoryItemSchema>;

/** Units that may still be promised: on hand less claimed; 0 unless the status is matchable. */
export function availableQuantity(item: Pick<InventoryItem, "status" | "quantityOnHand" | "quantityClaimed">): number {
  if (item.status !== "in_stock" && item.status !== "listed") return 0;
  return Math.max(0, item.quantityOnHand - item.quantityClaimed);
}
