import { z } from "zod";

/** A platform's name in lower-case kebab-case, such as `ebay` or `tiktok-shop`. The set is open: connectors bring it. */
export const platformSchema = z.string().regex(/^[a-z][a-z0-9-]*$/, "must be a platform name in kebab-case");
export type Platform = z.infer<typeof platformSchema>;

/** The kinds of product identifier that stock and sold lines may carry. */
export const identifierTypes = [
  "set_number",
  "minifigure_number",
  "part_number",
  "color",
  "asin",
  "gtin",
  "isbn",
  "model_number",
  "brand",
  "bricklink_item",
  "boid",
] as const;

/** One product identifier, such as `{ type: "set_number", value: "75192-1" }`. */
export const identifierSchema = z.object({ type: z.enum(identifierTypes), value: z.string().min(1) });
export type Identifier = z.infer<typeof identifierSchema>;
export type IdentifierType = Identifier["type"];

/** Condition of goods, coarse enough for every platform. `null` wherever nothing is known: never guessed. */
export const conditions = ["new", "new_other", "used", "refurbished", "for_parts"] as const;
export const conditionSchema = z.enum(conditions);
export type Condition = z.infer<typeof conditionSchema>;

/** Where a listing lives on its platform. */
export const listingReferenceSchema = z.object({
  /** The platform's own listing id (ItemID, ASIN, lot id). */
  externalId: z.string().min(1),
  /** The platform's variation id, for listings with variations. */
  variationId: z.string().nullable().default(null),
  sku: z.string().nullable().default(null),
  /** What the adapter needs to write to this listing (offer id, listing model): opaque to everyone else. */
  platformData: z.record(z.string(), z.string()).default({}),
});
export type ListingReference = z.infer<typeof listingReferenceSchema>;
