import { orderSchema } from "@counterfoil/core/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wireOrderSchema } from "../ebay-schemas.ts";
import { ebayModels, haveEbayModels, type ModelSchema } from "../testing/ebay-models.ts";
import { mapOrder } from "./map-order.ts";

const date = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2026-12-31"), noInvalidDate: true })
  .map((value) => value.toISOString());
const currency = fc.constantFrom("GBP", "EUR", "USD", "JPY");
const decimal = fc
  .tuple(fc.integer({ min: -99_999, max: 999_999 }), fc.constantFrom("", ".5", ".25"))
  .map(([whole, rest]) => `${whole}${rest}`);

/** Values that eBay's document leaves to its prose. */
const known: Record<string, fc.Arbitrary<unknown>> = {
  value: decimal,
  currency,
  orderFulfillmentStatus: fc.constantFrom("NOT_STARTED", "IN_PROGRESS", "FULFILLED"),
  lineItemFulfillmentStatus: fc.constantFrom("NOT_STARTED", "IN_PROGRESS", "FULFILLED"),
  orderPaymentStatus: fc.constantFrom("PENDING", "PAID", "FAILED", "PARTIALLY_REFUNDED", "FULLY_REFUNDED"),
  cancelState: fc.constantFrom("NONE_REQUESTED", "IN_PROGRESS", "CANCELED"),
  quantity: fc.integer({ min: 1, max: 99 }),
};

/** Any payload that one of eBay's models allows; fields are left out at random, those named stay. */
function arbitraryOf(
  models: Record<string, ModelSchema>,
  schema: ModelSchema,
  name = "",
  depth = 0,
): fc.Arbitrary<unknown> {
  if (schema.$ref) return arbitraryOf(models, models[schema.$ref.split("/").at(-1)!]!, name, depth);
  if (known[name]) return known[name];
  if (/Date$/.test(name)) return date;
  switch (schema.type) {
    case "integer":
      return fc.integer({ min: 0, max: 1000 });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(arbitraryOf(models, schema.items ?? {}, name.replace(/s$/, ""), depth + 1), { maxLength: 3 });
    case "object": {
      const fields = Object.entries(schema.properties ?? {});
      const shape = Object.fromEntries(fields.map(([key, inner]) => [key, arbitraryOf(models, inner, key, depth + 1)]));
      const stays = ["orderId", "lineItemId", "creationDate", "lastModifiedDate", "quantity"];
      return fc.record(shape, { requiredKeys: fields.map(([key]) => key).filter((key) => stays.includes(key)) });
    }
    default:
      return fc.string({ minLength: 1 });
  }
}

describe.skipIf(!haveEbayModels())("any order that eBay's published model allows", () => {
  const models = haveEbayModels() ? ebayModels("sell_fulfillment_v1_oas3.json") : {};
  const orders = arbitraryOf(models, models["Order"] ?? {}) as fc.Arbitrary<Record<string, unknown>>;

  test("is read, mapped to a valid order, and nothing of it is lost", () => {
    fc.assert(
      fc.property(orders, currency, (order, code) => {
        const raw = {
          ...order,
          pricingSummary: { ...(order["pricingSummary"] as object), total: { value: "1.00", currency: code } },
        };
        const wire = wireOrderSchema.parse(raw);
        const mapped = mapOrder(wire, { raw, shipments: null });
        expect(orderSchema.safeParse(mapped).error?.issues ?? []).toEqual([]);
        expect(mapped.raw).toBe(raw);
        const lines = (order["lineItems"] ?? []) as { lineItemId: string; quantity: number }[];
        expect(mapped.lines.map(({ externalId, quantity }) => [externalId, quantity])).toEqual(
          lines.map(({ lineItemId, quantity }) => [lineItemId, quantity]),
        );
        expect(mapped.shipments).toHaveLength((order["fulfillmentHrefs"] as unknown[] | undefined)?.length ?? 0);
      }),
      { numRuns: 300 },
    );
  });
});
