import { formatMoney, type Money } from "@counterfoil/core/model";
import { z } from "zod";

const aliases: Readonly<Record<string, string>> = { tiktok: "tiktok-shop" };

/** The platform's own name for one of its spellings: `tiktok` is `tiktok-shop`. */
export function platformName(given: string): string {
  const name = given.toLowerCase();
  return aliases[name] ?? name;
}

const platformText =
  "One of `ebay`, `amazon`, `tiktok` (or `tiktok-shop`), `flipkart`, `bricklink`, `brickowl`, `bricqer`, `brickset`, `monzo`.";

export const platformParameter = z.string().min(1).max(40).meta({ description: platformText, example: "ebay" });
export const platformPath = z.object({ platform: platformParameter });

/** An amount on the wire. */
export const moneyWire = z
  .object({ amount: z.string().meta({ example: "12.34" }), currency: z.string().meta({ example: "GBP" }) })
  .meta({ id: "Money", description: "A decimal amount and its ISO 4217 code. Never added across currencies." });

/** Minor units become decimal text; unknown stays null. */
export function moneyOnWire(money: Money | null): { amount: string; currency: string } | null {
  return money === null ? null : { amount: formatMoney(money), currency: money.currency };
}

export const pageQuery = z.object({
  page: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(1)
    .meta({ description: "Page number. For deep lists follow `nextCursor` instead." }),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .max(500)
    .optional()
    .meta({ description: "`nextCursor` of the page before; `page` is then unused." }),
});

export const pagination = z
  .object({
    page: z.number().int(),
    limit: z.number().int(),
    total: z.number().int(),
    pages: z.number().int(),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "Pagination" });

/** The pagination of a list whose page was read. */
export function paginationOf(
  { page, limit }: { page: number; limit: number },
  { total, nextCursor }: { total: number; nextCursor: string | null },
): z.infer<typeof pagination> {
  return { page, limit, total, pages: Math.ceil(total / limit), nextCursor };
}

/** The page by its number, or, where a cursor is given, from there. */
export function pageWanted({ page, limit, cursor }: z.infer<typeof pageQuery>) {
  return cursor === undefined ? { page, limit } : { cursor, limit };
}

export const errorWire = z
  .object({
    success: z.literal(false),
    error: z.string().meta({ description: "What happened, for a person." }),
    code: z.string().meta({ description: "What happened, for a program." }),
    issues: z.array(z.object({ path: z.string(), message: z.string() })),
    remedy: z.string().nullable(),
    requestId: z.string(),
  })
  .meta({ id: "Error" });

export const doneWire = z.object({ success: z.literal(true), message: z.string() });

/** The envelope of `/api/v1/platforms`. */
export function envelope<Data extends z.ZodType>(data: Data) {
  return z.object({ success: z.literal(true), message: z.string(), data });
}

/** An answer in the envelope. */
export function enveloped(message: string, data: unknown, status = 200): { body: object; status: number } {
  return { body: { success: true, message, data }, status };
}
