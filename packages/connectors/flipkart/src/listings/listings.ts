import {
  callLimits,
  decodeCursor,
  encodeCursor,
  type FetchedPage,
  jsonBody,
  type ListingsCapability,
  readPages,
} from "@counterfoil/connector-kit";
import type { Listing } from "@counterfoil/core/model";
import { z } from "zod";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import { listingPageSchema, type WireListingPage } from "../flipkart-schemas.ts";
import type { FlipkartContext } from "../flipkart-settings.ts";
import { readListings } from "./listing-reader.ts";
import { mapListing } from "./map-listing.ts";

/** Listings delivered at once; Flipkart's own pages have 500, and details come ten at a time. */
const chunkSize = 50;
const statuses = ["ACTIVE", "INACTIVE"] as const;

const positionSchema = z.object({
  v: z.literal(1),
  /** Index of the status that is listed. */
  status: z.number().int().nonnegative(),
  pageId: z.string().nullable(),
  offset: z.number().int().nonnegative(),
});
type Position = z.infer<typeof positionSchema>;
const start: Position = { v: 1, status: 0, pageId: null, offset: 0 };

/** All listings of the seller, active ones first. */
export function createListings(client: FlipkartClient, context: FlipkartContext): ListingsCapability {
  return {
    async *all(cursor, options) {
      const call: FlipkartCall = { ...callLimits(options, context.now), lane: "refresh_catalogue" };
      let kept: { key: string; page: WireListingPage } | null = null;
      const pageAt = async ({ status, pageId }: Position): Promise<WireListingPage> => {
        const key = `${status} ${pageId}`;
        if (kept?.key !== key) kept = { key, page: await searchListings(client, { status, pageId }, call) };
        return kept.page;
      };
      yield* readPages<Listing, Position>({
        first: cursor === null ? start : decodeCursor(positionSchema, cursor),
        fetch: async (position) => fetchChunk({ client, context, call }, position, await pageAt(position)),
        cursor: (next) => encodeCursor(next ?? start),
        keyOf: ({ reference }) => reference.externalId,
      });
    },
  };
}

async function fetchChunk(
  { client, context, call }: { client: FlipkartClient; context: FlipkartContext; call: FlipkartCall },
  position: Position,
  page: WireListingPage,
): Promise<FetchedPage<Listing, Position>> {
  const references = page.listings ?? [];
  const chunk = references.slice(position.offset, position.offset + chunkSize);
  const skus = chunk.flatMap(({ sku_id: sku }) => sku ?? []);
  const { found, problems } = await readListings(client, skus, call);
  const { locationId } = context.credentials;
  const items = found.map(({ sku, listing, raw }) => mapListing(sku, listing, { locationId, raw }));
  return { items, problems, next: nextPosition(position, page, references.length) };
}

function nextPosition(position: Position, page: WireListingPage, received: number): Position | null {
  const offset = position.offset + chunkSize;
  if (offset < received) return { ...position, offset };
  const pageId = page.next_page_id ?? null;
  if (page.has_more === true && pageId !== null && pageId !== position.pageId)
    return { ...position, pageId, offset: 0 };
  const status = position.status + 1;
  return status < statuses.length ? { ...start, status } : null;
}

async function searchListings(
  client: FlipkartClient,
  { status, pageId }: Pick<Position, "status" | "pageId">,
  call: FlipkartCall,
): Promise<WireListingPage> {
  const { data } = await client.send(
    {
      operation: "POST /listings/v3/search",
      path: "/listings/v3/search",
      method: "POST",
      effect: "read",
      json: { filters: { listing_status: statuses[status] }, page_id: pageId },
      decode: jsonBody(listingPageSchema),
    },
    call,
  );
  return data;
}
