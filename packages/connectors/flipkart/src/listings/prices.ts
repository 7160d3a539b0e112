import {
  batches,
  type CallOptions,
  ConnectorError,
  callLimits,
  jsonBody,
  type WriteOutcome,
} from "@counterfoil/connector-kit";
import type { ListingReference, Money } from "@counterfoil/core/model";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import { type SkuResult, skuResultsSchema } from "../flipkart-schemas.ts";
import { outcomeOf, skuError, wordsOf } from "../stock/sku-results.ts";
import { type FoundListing, maxSkus, readListings } from "./listing-reader.ts";
import { wireSku } from "./map-listing.ts";

/** A price to set: whole rupees, since Flipkart takes no paise. */
export interface PriceChange {
  listing: ListingReference;
  sellingPrice: Money;
  /** Maximum retail price; left as it is when left out. */
  mrp?: Money;
  idempotencyKey: string;
}

export interface FlipkartPrices {
  /** Sets selling prices; one outcome a change, in order. The selling price may not exceed the maximum retail price. */
  set(changes: readonly PriceChange[], options?: CallOptions): Promise<WriteOutcome<Money>[]>;
}

const operation = "POST /listings/v3/update/price";

/** Prices, ten SKUs a call; each listing is read first, for its product and its maximum retail price. */
export function createPrices(client: FlipkartClient, now: () => number): FlipkartPrices {
  return {
    async set(changes, options) {
      const call: FlipkartCall = { ...callLimits(options, now), lane: "refresh_catalogue" };
      const outcomes: WriteOutcome<Money>[] = [];
      for (const some of batches(changes, maxSkus)) outcomes.push(...(await setSome(client, some, call)));
      return outcomes;
    },
  };
}

async function setSome(
  client: FlipkartClient,
  changes: readonly PriceChange[],
  call: FlipkartCall,
): Promise<WriteOutcome<Money>[]> {
  try {
    const { found } = await readListings(
      client,
      changes.flatMap(({ listing }) => wireSku(listing) ?? []),
      call,
    );
    const bodies = changes.map((change) =>
      priceBody(
        change,
        found.find(({ sku }) => sku === wireSku(change.listing)),
      ),
    );
    const good = bodies.flatMap((body) => (ConnectorError.is(body) ? [] : body));
    const results = good.length === 0 ? {} : await post(client, good, call);
    return changes.map((change, index) => outcome(change, bodies[index], results));
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    return changes.map(({ idempotencyKey }) => ({ status: "failed", idempotencyKey, error }));
  }
}

interface PriceBody {
  sku: string;
  body: { product_id: string; price: { mrp: number; selling_price: number; currency: "INR" } };
}

async function post(client: FlipkartClient, bodies: readonly PriceBody[], call: FlipkartCall) {
  const { data } = await client.send(
    {
      operation,
      path: "/listings/v3/update/price",
      method: "POST",
      effect: "idempotent_write",
      json: Object.fromEntries(bodies.map(({ sku, body }) => [sku, body])),
      decode: jsonBody(skuResultsSchema),
    },
    call,
  );
  return data;
}

function priceBody(change: PriceChange, found: FoundListing | undefined): PriceBody | ConnectorError {
  if (found === undefined) return refusal("not_found", `Flipkart has no listing ${change.listing.externalId}.`);
  const { sku, listing } = found;
  const mrp = change.mrp === undefined ? (listing.price?.mrp ?? undefined) : rupees(change.mrp);
  const selling = rupees(change.sellingPrice);
  if (selling === null || mrp === null) {
    return refusal("invalid_request", "Flipkart's prices are whole rupees: enter one without paise, in INR.");
  }
  if (mrp === undefined) return refusal("invalid_request", `${sku} has no maximum retail price yet: give one.`);
  if (selling > mrp) {
    return refusal(
      "invalid_request",
      `The selling price of ${sku} may not exceed its maximum retail price of ₹${mrp}.`,
    );
  }
  return { sku, body: { product_id: listing.product_id, price: { mrp, selling_price: selling, currency: "INR" } } };
}

function rupees({ minor, currency }: Money): number | null {
  return currency === "INR" && minor > 0 && minor % 100 === 0 ? minor / 100 : null;
}

function outcome(
  { idempotencyKey, sellingPrice }: PriceChange,
  body: PriceBody | ConnectorError | undefined,
  results: Record<string, SkuResult>,
): WriteOutcome<Money> {
  if (body === undefined || ConnectorError.is(body)) {
    return { status: "failed", idempotencyKey, error: body ?? refusal("invalid_request", "The change was not read.") };
  }
  const result = results[body.sku];
  if (outcomeOf(result) !== "success") {
    return { status: "failed", idempotencyKey, error: skuError(operation, body.sku, result) };
  }
  return { status: "done", idempotencyKey, value: sellingPrice, note: wordsOf(result) || null };
}

function refusal(code: "not_found" | "invalid_request", message: string): ConnectorError {
  return new ConnectorError({ code, message, operation });
}
