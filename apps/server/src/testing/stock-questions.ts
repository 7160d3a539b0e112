import { systemContext } from "../services/context.ts";
import type { ListingRowView } from "../services/listings/listing-view.ts";
import { enqueueStockPushes } from "../services/stock-sync/enqueue-stock-pushes.ts";
import type { TestDesk } from "./test-desk.ts";

/** Reads a shop's listings and runs what follows from it. */
export async function syncListings(desk: TestDesk, connectionId = desk.shopConnectionId): Promise<void> {
  await desk.owner.sync.run({ connectionId, kind: "listings" });
  await desk.runJobs();
}

/** Says yes to every difference that waits, and runs what follows. */
export async function sayYes(desk: TestDesk): Promise<void> {
  for (const { id, version } of await desk.owner.stock.rehearsals())
    await desk.owner.stock.answer({ id, version, answer: "yes" });
  await desk.runJobs();
}

/** Reads both shops' listings and lets figures be sent to them. */
export async function openChannels(desk: TestDesk): Promise<void> {
  await syncListings(desk, desk.shopConnectionId);
  await syncListings(desk, desk.otherConnectionId);
  await sayYes(desk);
}

/** The minute's round for stock. */
export async function nextMinute(desk: TestDesk): Promise<void> {
  await enqueueStockPushes(systemContext(desk.parts, desk.workspaceId, "minute"));
  await desk.runJobs();
}

/** A listing as the page shows it. */
export async function listingOf(desk: TestDesk, externalId: string): Promise<ListingRowView> {
  const { listings } = await desk.owner.listings.list({ q: externalId, limit: 100 });
  const row = listings.find((listing) => listing.externalId === externalId);
  if (!row) throw new Error(`there is no listing ${externalId}`);
  return row;
}
