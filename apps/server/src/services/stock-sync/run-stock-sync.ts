import type { Connector } from "@counterfoil/connector-kit";
import type { ListingReference } from "@counterfoil/core/model";
import {
  advanceRun,
  type LinkedListingRow,
  markVerified,
  type ReadLevel,
  readLinkedListings,
  retryTransaction,
  type SyncRunRow,
  saveStockLevels,
} from "@counterfoil/db";
import { openConnector } from "../connections/open-connector.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { type SyncInput, withRun } from "../sync/with-run.ts";
import { enqueueStockPushes } from "./enqueue-stock-pushes.ts";
import { healDrift } from "./heal-drift.ts";
import { requireStock } from "./send-figures.ts";

/** Listings that are asked for at once. */
const listingsAtOnce = 100;

/**
 * Reads what a platform shows on every listing that units are tied to, and has differences mended as far as the rule of
 * the connection allows. What it reads is only noted: figures are sent by the push, which asks the platform again.
 */
export async function runStockSync({ ctx, input }: Verb<SyncInput>): Promise<void> {
  const { connectionId } = input;
  const done = await withRun(ctx, { ...input, kind: "stock" }, async ({ run, signal }) => {
    const connector = await openConnector(ctx, connectionId);
    await readLevels(ctx, { connectionId, connector, run, signal });
    await healDrift(ctx, connectionId);
  });
  if (done) await enqueueStockPushes(ctx);
  ctx.events.publish(ctx.workspaceId, { type: "listings-changed" });
}

interface Reading {
  connectionId: string;
  connector: Connector;
  run: SyncRunRow | null;
  signal: AbortSignal;
  /** Only listings that are to be read back by then. */
  verifyBy?: Date;
}

/** Reads figures page by page and keeps them. */
export async function readLevels(ctx: ServiceContext, reading: Reading): Promise<void> {
  const { connectionId, verifyBy } = reading;
  const stock = requireStock(reading.connector);
  let after: string | null = null;
  do {
    const query = { connectionId, after, limit: listingsAtOnce, ...(verifyBy === undefined ? {} : { verifyBy }) };
    const rows: LinkedListingRow[] = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readLinkedListings(tx, query));
    if (rows.length === 0) return;
    const observedAt = ctx.now().toISOString();
    const levels = await stock.read(rows.map(toReference), { signal: reading.signal });
    await keepLevels(ctx, reading.run, levelsOf(rows, levels, observedAt));
    after = rows.at(-1)?.id ?? null;
  } while (after !== null && !reading.signal.aborted);
}

function toReference(row: LinkedListingRow): ListingReference {
  const { external_id: externalId, variation_id: variationId, sku, platform_data: platformData } = row;
  return { externalId, variationId, sku, platformData };
}

type Levels = Awaited<ReturnType<ReturnType<typeof requireStock>["read"]>>;

function levelsOf(rows: readonly LinkedListingRow[], levels: Levels, observed_at: string): ReadLevel[] {
  const key = (externalId: string, variationId: string | null) => JSON.stringify([externalId, variationId]);
  const found = new Map(
    levels.map(({ listing, quantity }) => [key(listing.externalId, listing.variationId), quantity]),
  );
  return rows.map((row) => ({
    ...{ listing_id: row.id, observed_at },
    quantity: found.get(key(row.external_id, row.variation_id)) ?? null,
  }));
}

async function keepLevels(ctx: ServiceContext, run: SyncRunRow | null, levels: readonly ReadLevel[]): Promise<void> {
  const gone = levels.filter(({ quantity }) => quantity === null).length;
  const counts = {
    ...{ seen: levels.length, created: 0, updated: gone, unchanged: levels.length - gone, failed: 0 },
    ...{ linked: 0, queued: 0 },
  };
  await retryTransaction(() =>
    ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
      await saveStockLevels(tx, levels);
      await markVerified(
        tx,
        levels.map(({ listing_id }) => listing_id),
      );
      if (run !== null) await advanceRun(tx, { id: run.id, counts, errors: [], at: ctx.now() });
    }),
  );
}
