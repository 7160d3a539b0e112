import { normalisePlatform } from "@counterfoil/core/matching";
import {
  conditionSchema,
  identifierSchema,
  inventoryStatusSchema,
  listingLinkSchema,
  moneySchema,
  platformSchema,
} from "@counterfoil/core/model";
import { z } from "zod";

// The null character cannot be stored.
const text = (longest: number) =>
  z
    .string()
    .overwrite((value) => value.replaceAll("\0", "").trim())
    .max(longest);
const optionalText = (longest: number) =>
  text(longest)
    .transform((value) => (value === "" ? null : value))
    .nullish();
const amount = moneySchema
  .refine(({ minor }) => minor >= 0, "must not be below 0")
  .refine(({ currency }) => Intl.supportedValuesOf("currency").includes(currency), "must be in a known currency");

/** A listing whose platform may be spelt as people spell it: `AMAZON` and ` Amazon UK ` are `amazon`. */
const foldedListing = listingLinkSchema.extend({
  platform: z.string().transform(normalisePlatform).pipe(platformSchema),
});

/** What a seller may write on an item. Absent is left as it is, or unknown on a new item; null is unknown. */
export const itemFields = {
  sku: optionalText(200),
  title: text(500).min(1, "must say what the item is"),
  identifiers: z.array(identifierSchema).max(50).optional(),
  condition: conditionSchema.nullish(),
  status: inventoryStatusSchema,
  quantity: z.number().int().min(0, "must be 0 or more").max(1_000_000),
  location: optionalText(200),
  unitCost: amount.nullish(),
  askingPrice: amount.nullish(),
  acquiredAt: z.iso.datetime({ offset: true }).nullish(),
  imageUrl: optionalText(2_000).refine(
    (value) => value == null || /^https?:\/\/\S+$/i.test(value),
    "must be a web address that begins with https://",
  ),
  note: optionalText(5_000),
  listings: z.array(foldedListing).max(100).optional(),
} as const;
