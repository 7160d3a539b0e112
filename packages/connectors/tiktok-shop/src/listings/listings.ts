import {
  type CallLimits,
  ConnectorError,
  callLimits,
  decodeCursor,
  encodeCursor,
  type FetchedPage,
  type ListingsCapability,
  type PageProblem,
  readPages,
  readRecords,
} from "@counterfoil/connector-kit";
import type { Listing } from "@counterfoil/core/model";
import { z } from "zod";
import { productPageSchema, productSchema, skuSchema, type WireProduct } from "../schemas/product.ts";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";
import { mapSku } from "./map-product.ts";

const pageSize = 100;

/** Where a page begins; null is the beginning of the list. */
interface Position {
  token: string | null;
}

const cursorSchema = z.object({ v: z.literal(1), token: z.string().nullable(), done: z.boolean() });

/** Every SKU of every product, whatever its status. */
export function createListings(client: TiktokShopClient, now: () => number): ListingsCapability {
  return {
    async *all(cursor, options) {
      const limits = callLimits(options, now);
      const start = cursor === null ? { token: null, done: false } : decodeCursor(cursorSchema, cursor);
      if (start.done) return;
      yield* readPages<Listing, Position>({
        first: { token: start.token },
        fetch: ({ token }) => fetchPage(client, token, limits).catch((error) => firstPageInstead(error, token)),
        cursor: (next) => encodeCursor({ v: 1, token: next?.token ?? null, done: next === null }),
        keyOf: ({ reference }) => `${reference.externalId} ${reference.variationId}`,
      });

      // A token that TikTok Shop no longer takes: the list is read from its beginning.
      function firstPageInstead(error: unknown, token: string | null) {
        const refused = ConnectorError.is(error) && (error.code === "invalid_request" || error.code === "rejected");
        if (token === null || !refused) throw error;
        return fetchPage(client, null, limits);
      }
    },
  };
}

async function fetchPage(
  client: TiktokShopClient,
  token: string | null,
  limits: CallLimits,
): Promise<FetchedPage<Listing, Position>> {
  const page = await client.call(
    {
      operation: "POST /product/202502/products/search",
      lane: "refresh_catalogue",
      effect: "read",
      query: { page_size: pageSize, page_token: token },
      json: { status: "ALL" },
      data: productPageSchema,
    },
    limits,
  );
  const products = readRecords(page?.products ?? [], {
    schema: productSchema,
    map: (product, raw) => listingsOf(product, raw),
    idOf: rawId,
  });
  const problems = [...products.problems, ...products.items.flatMap((product) => product.problems)];
  const following = page?.next_page_token;
  const next = following && (page?.products ?? []).length > 0 ? { token: following } : null;
  return { items: products.items.flatMap((product) => product.items), problems, next };
}

function listingsOf(product: WireProduct, raw: unknown): { items: Listing[]; problems: PageProblem[] } {
  return readRecords(product.skus ?? [], {
    schema: skuSchema,
    map: (sku, rawSku) => mapSku(product, sku, { product: raw, sku: rawSku }),
    idOf: (rawSku) => `${product.id}/${rawId(rawSku)}`,
  });
}

function rawId(raw: unknown): string | null {
  const id = (raw as { id?: unknown } | null)?.id;
  return typeof id === "string" ? id : null;
}
