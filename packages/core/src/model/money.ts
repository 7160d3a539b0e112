import { z } from "zod";

// Apart from the schemas, so that a page that only shows amounts does not load the checking library.
export * from "./money-arithmetic.ts";

/** An ISO 4217 currency code, upper case, such as `GBP`. */
export const currencyCodeSchema = z.string().regex(/^[A-Z]{3}$/, "must be a three-letter ISO 4217 code");

/** An amount of money: an integer number of the currency's minor unit (pence, cents, yen). Never a float. */
export const moneySchema = z.object({
  /** Integer minor units; negative for refunds and discounts. */
  minor: z.number().int(),
  currency: currencyCodeSchema,
});
