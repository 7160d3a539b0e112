import { z } from "zod";
import { conditionSchema, identifierSchema, listingReferenceSchema, platformSchema } from "./identity.ts";
import { moneySchema } from "./money.ts";

/** A category of a platform: its id, and its names from the root on. One of the two may be missing, never both. */
export const listingCategorySchema = z
  .object({ id: z.string().min(1).nullable(), path: z.array(z.string().min(1)) })
  .refine(({ id, path }) => id !== null || path.length > 0, "needs an id or a name");
export type ListingCategory = z.infer<typeof listingCategorySchema>;

/** One thing that a platform says of goods. A name may come several times. */
export const listingAttributeSchema = z.object({ name: z.string().min(1), value: z.string().min(1) });
export type ListingAttribute = z.infer<typeof listingAttributeSchema>;

/** A listing, or one variation of a listing, as it is offered for sale on a platform. */
export const listingSchema = z.object({
  platform: platformSchema,
  reference: listingReferenceSchema,
  title: z.string(),
  status: z.enum(["active", "out_of_stock", "ended", "draft", "unknown"]),
  /** Units for sale now, net of sold; null where the platform does not say. */
  quantity: z.number().int().nonnegative().nullable(),
  price: moneySchema.nullable(),
  condition: conditionSchema.nullable(),
  identifiers: z.array(identifierSchema),
  variation: z.array(z.object({ name: z.string(), value: z.string() })),
  /** The seller's shelf code, where the platform carries one. */
  location: z.string().nullable(),
  url: z.string().nullable(),
  imageUrl: z.string().nullable(),
  /** All pictures, where the platform gives several; absent: no more than `imageUrl`. */
  imageUrls: z.array(z.string()).optional(),
  /** Where the platform's own tree puts it, by the platform's id and words; absent or null: it does not say. */
  category: listingCategorySchema.nullable().optional(),
  /** What the platform says of the goods in its own words, such as `Theme: Star Wars`; absent: nothing. */
  attributes: z.array(listingAttributeSchema).optional(),
  /** Whose warehouse it sells from; absent: the seller's. Stock that the platform holds is never set from here. */
  fulfilledBy: z.enum(["seller", "platform"]).optional(),
  raw: z.unknown(),
});
export type Listing = z.infer<typeof listingSchema>;

/** What a platform says is for sale on one listing, and when it said so. */
export const stockLevelSchema = z.object({
  listing: listingReferenceSchema,
  quantity: z.number().int().nonnegative(),
  observedAt: z.iso.datetime({ offset: true }),
});
export type StockLevel = z.infer<typeof stockLevelSchema>;
