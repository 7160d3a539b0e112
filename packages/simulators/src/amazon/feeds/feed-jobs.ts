import type { Feed } from "../amazon-entities.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import { storeDocument } from "../documents/documents.ts";
import { takeDialledOutcome } from "../documents/job.ts";
import { announceFeed } from "../notifications/announce.ts";
import { processListingsFeed } from "./listings-feed.ts";

export const LISTINGS_FEED = "JSON_LISTINGS_FEED";

/** Brings feeds whose time has come to their end; only then are their messages taken. */
export function finishFeeds(world: AmazonWorld) {
  const now = world.clock.milliseconds();
  for (const feed of world.feeds.where(({ outcome, endsAt }) => outcome === null && endsAt <= now)) {
    feed.outcome = takeDialledOutcome(world) ?? work(world, feed);
    announceFeed(world, feed);
  }
}

// The feed types that were removed in 2025 are still taken and always end badly.
function work(world: AmazonWorld, feed: Feed): "DONE" | "FATAL" {
  const seller = world.sellers.get(feed.sellerId);
  const input = world.documents.get(feed.inputDocumentId);
  if (feed.feedType !== LISTINGS_FEED || seller === undefined || input === undefined) return "FATAL";
  const report = processListingsFeed(world, seller, feed, input.content);
  if (report === null) return "FATAL";
  world.ledger.append("feed-processed", { feedId: feed.feedId, ...report.summary });
  const owner = { sellerId: feed.sellerId, contentType: "application/json; charset=UTF-8" };
  feed.resultDocumentId = storeDocument(world, owner, Buffer.from(JSON.stringify(report))).documentId;
  return "DONE";
}
