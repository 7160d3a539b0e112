import type { Connector, Page } from "@counterfoil/connector-kit";
import type { Listing } from "@counterfoil/core/model";
import { categoryKey } from "@counterfoil/core/products";
import {
  advanceRun,
  type ConnectionRow,
  endUnseenListings,
  type ListingUpsert,
  readCursor,
  retryTransaction,
  type SyncRunRow,
  saveCursor,
  upsertListings,
} from "@counterfoil/db";
import { openConnector } from "../connections/open-connector.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requestListingLinks } from "../listings/request-listing-links.ts";
import { requestProducts } from "../products/request-products.ts";
import { unavailable } from "../service-error.ts";
import { healDrift } from "../stock-sync/heal-drift.ts";
import { wakeStockPush } from "../stock-sync/wake-stock-push.ts";
import { type OpenRun, type SyncInput, withRun } from "./with-run.ts";

/**
 * Reads a connection's listings. A run that is cut short goes on where it stopped; only a whole reading without
 * problems ends listings that it did not show.
 */
export async function runListingSync({ ctx, input }: Verb<SyncInput>): Promise<void> {
  if (!(await withRun(ctx, { ...input, kind: "listings" }, (open) => readPages(ctx, open)))) return;
  await healDrift(ctx, input.connectionId);
  await requestListingLinks(ctx);
  await requestProducts(ctx);
  wakeStockPush(ctx);
}

function requireListings(connector: Connector): NonNullable<Connector["listings"]> {
  if (connector.listings) return connector.listings;
  throw unavailable(`${connector.manifest.name} gives no listings.`);
}

async function readPages(ctx: ServiceContext, { connection, run, signal }: OpenRun): Promise<void> {
  const listings = requireListings(await openConnector(ctx, connection.id));
  const cursor = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readCursor(tx, connection.id, "listings"));
  const startedAt = ctx.now();
  let problems = 0;
  for await (const page of listings.all(cursor === "" ? null : cursor, { signal })) {
    problems += page.problems.length;
    await retryTransaction(() => writePage(ctx, { connection, run, page }));
    if (signal.aborted) return;
  }
  if (signal.aborted) return;
  const whole = (cursor === null || cursor === "") && problems === 0;
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    if (whole) await endUnseenListings(tx, { connectionId: connection.id, before: startedAt });
    await saveCursor(tx, { workspaceId: ctx.workspaceId, connectionId: connection.id, kind: "listings", cursor: "" });
  });
}

async function writePage(
  ctx: ServiceContext,
  { connection, run, page }: { connection: ConnectionRow; run: SyncRunRow; page: Page<Listing> },
): Promise<void> {
  const seenAt = ctx.now().toISOString();
  const { workspaceId } = ctx;
  await ctx.db.inWorkspace(workspaceId, async (tx) => {
    const rows = latestOfEach(page.items).map((listing) =>
      toRow(listing, { ctx, connectionId: connection.id, seenAt }),
    );
    const { created, updated } = await upsertListings(tx, workspaceId, rows);
    const failed = page.problems.length;
    const unchanged = page.items.length - created - updated;
    const counts = { seen: page.items.length + failed, created, updated, unchanged, failed, linked: 0, queued: 0 };
    const errors = page.problems.map(({ externalId, message }) => ({ externalId, message }));
    await advanceRun(tx, { id: run.id, counts, errors, at: ctx.now() });
    await saveCursor(tx, { workspaceId, connectionId: connection.id, kind: "listings", cursor: page.cursor });
  });
}

function latestOfEach(listings: readonly Listing[]): Listing[] {
  const latest = new Map<string, Listing>();
  for (const listing of listings)
    latest.set(JSON.stringify([listing.reference.externalId, listing.reference.variationId]), listing);
  return [...latest.values()];
}

function toRow(
  listing: Listing,
  { ctx, connectionId, seenAt }: { ctx: ServiceContext; connectionId: string; seenAt: string },
): ListingUpsert {
  const { reference, price } = listing;
  return {
    ...{ id: ctx.newId(), connection_id: connectionId, platform: listing.platform, external_id: reference.externalId },
    ...{ variation_id: reference.variationId, sku: reference.sku, title: listing.title, status: listing.status },
    ...{ quantity: listing.quantity, price_minor: price?.minor ?? null, price_currency: price?.currency ?? null },
    ...{ condition: listing.condition, location: listing.location, url: listing.url, image_url: listing.imageUrl },
    ...{ identifiers: listing.identifiers, variation: listing.variation, platform_data: reference.platformData },
    category_key: listing.category ? categoryKey(listing.category) : null,
    category_name: listing.category?.path.length ? listing.category.path.join(" > ") : null,
    ...{ attributes: listing.attributes ?? [], image_urls: listing.imageUrls ?? [] },
    ...{ fulfilled_by: listing.fulfilledBy ?? "seller", raw: listing.raw, last_seen_at: seenAt },
  };
}
