import { z } from "zod";
import type { Feed, Seller } from "../amazon-entities.ts";
import { invalidInput, notFound, quotaExceeded } from "../amazon-errors.ts";
import { LISTINGS_FEEDS } from "../amazon-rates.ts";
import { stockRoles } from "../amazon-roles.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import type { SellerCaller } from "../caller.ts";
import { expectDocument, signedAddress } from "../documents/documents.ts";
import { newJob, statusOf, viewJob } from "../documents/job.ts";
import { type ApiContext, instantParameter, listParameter, readJson, type SellerOperation } from "../operation.ts";
import { requireMarketplaces } from "../orders/order-query.ts";
import { readPage, sortKey } from "../paging.ts";
import { pageSizeAsked, statusesAsked } from "../reports/report-operations.ts";
import { finishFeeds, LISTINGS_FEED } from "./feed-jobs.ts";

const BASE = "/feeds/2021-06-30";
const TOKEN_SECONDS = 3600;
/** Taken, and then FATAL: the older listing and inventory feeds. */
const removedTypes = [
  "POST_PRODUCT_DATA",
  "POST_INVENTORY_AVAILABILITY_DATA",
  "POST_PRODUCT_PRICING_DATA",
  "POST_FLAT_FILE_LISTINGS_DATA",
  "POST_FLAT_FILE_INVLOADER_DATA",
  "POST_FLAT_FILE_PRICEANDQUANTITYONLY_UPDATE_DATA",
];
const documentBody = z.object({ contentType: z.string().min(1) });
const feedBody = z.object({
  feedType: z.string(),
  marketplaceIds: z.array(z.string()).min(1).max(25),
  inputFeedDocumentId: z.string(),
  feedOptions: z.record(z.string(), z.string()).optional(),
});

/** Feeds 2021-06-30. */
export function feedOperations(world: AmazonWorld): SellerOperation[] {
  const common = { roles: stockRoles } as const;
  return [
    ...documentOperations(world),
    {
      ...common,
      operation: "createFeed",
      method: "POST",
      path: `${BASE}/feeds`,
      async handle(c, caller) {
        const body = feedBody.safeParse(await readJson(c));
        if (!body.success) throw invalidInput("Invalid Input", z.prettifyError(body.error));
        return c.json({ feedId: createFeed(world, caller, body.data).feedId }, 202);
      },
    },
    {
      ...common,
      operation: "getFeeds",
      method: "GET",
      path: `${BASE}/feeds`,
      handle: (c, { seller }) => c.json(listFeeds(world, c, seller)),
    },
    {
      ...common,
      operation: "getFeed",
      method: "GET",
      path: `${BASE}/feeds/:feedId`,
      handle: (c, { seller }) => c.json(viewFeed(world, own(world, c, seller))),
    },
    {
      ...common,
      operation: "cancelFeed",
      method: "DELETE",
      path: `${BASE}/feeds/:feedId`,
      handle(c, { seller }) {
        const feed = own(world, c, seller);
        if (statusOf(world, feed) !== "IN_QUEUE") throw invalidInput("Only a feed in the queue can be cancelled.");
        feed.outcome = "CANCELLED";
        feed.cancelled = true;
        return c.body(null, 200);
      },
    },
  ];
}

function documentOperations(world: AmazonWorld): SellerOperation[] {
  const common = { roles: stockRoles } as const;
  return [
    {
      ...common,
      operation: "createFeedDocument",
      method: "POST",
      path: `${BASE}/documents`,
      async handle(c, { seller }) {
        const body = documentBody.safeParse(await readJson(c));
        if (!body.success) throw invalidInput("Invalid Input", "contentType is required");
        const owner = { sellerId: seller.sellerId, contentType: body.data.contentType };
        const { documentId } = expectDocument(world, owner);
        const url = signedAddress(world, c, { documentId, method: "PUT" });
        return c.json({ feedDocumentId: documentId, url }, 201);
      },
    },
    {
      ...common,
      operation: "getFeedDocument",
      method: "GET",
      path: `${BASE}/documents/:feedDocumentId`,
      handle(c, { seller }) {
        const document = world.documents.get(c.req.param("feedDocumentId") ?? "");
        if (document?.sellerId !== seller.sellerId) throw notFound("The feed document was not found.");
        const { documentId, compressionAlgorithm } = document;
        return c.json({
          feedDocumentId: documentId,
          url: signedAddress(world, c, { documentId, method: "GET" }),
          ...(compressionAlgorithm !== null && { compressionAlgorithm }),
        });
      },
    },
  ];
}

function createFeed(world: AmazonWorld, { application, seller }: SellerCaller, body: z.output<typeof feedBody>): Feed {
  const { feedType, inputFeedDocumentId } = body;
  if (feedType !== LISTINGS_FEED && !removedTypes.includes(feedType)) {
    throw invalidInput("Invalid Input", `Unknown feed type ${feedType}`);
  }
  const document = world.documents.get(inputFeedDocumentId);
  if (document?.sellerId !== seller.sellerId) throw invalidInput("Invalid Input", "Unknown inputFeedDocumentId");
  const marketplaceIds = requireMarketplaces(seller, body.marketplaceIds);
  const key = `${application.clientId}/${seller.sellerId}`;
  if (feedType === LISTINGS_FEED && !world.quotas.take(LISTINGS_FEEDS, key).allowed) throw quotaExceeded();
  const feed: Feed = {
    ...newJob(world),
    feedId: String(world.store.nextNumber("feed", 50_016_020_001)),
    sellerId: seller.sellerId,
    feedType,
    marketplaceIds,
    inputDocumentId: inputFeedDocumentId,
    resultDocumentId: null,
  };
  world.ledger.append("feed-submitted", { feedId: feed.feedId, feedType });
  world.feeds.insert(feed);
  finishFeeds(world);
  return feed;
}

function own(world: AmazonWorld, c: ApiContext, { sellerId }: Seller): Feed {
  const feed = world.feeds.get(c.req.param("feedId") ?? "");
  if (feed?.sellerId !== sellerId) throw notFound("The feed was not found.");
  return feed;
}

function listFeeds(world: AmazonWorld, c: ApiContext, { sellerId }: Seller) {
  const types = listParameter(c, "feedTypes");
  const statuses = statusesAsked(c);
  const since = instantParameter(c, "createdSince");
  const until = instantParameter(c, "createdUntil");
  const fits = (feed: Feed) =>
    feed.sellerId === sellerId &&
    (types.length === 0 || types.includes(feed.feedType)) &&
    (statuses.length === 0 || statuses.includes(statusOf(world, feed))) &&
    (since === null || feed.createdAt >= since) &&
    (until === null || feed.createdAt <= until);
  const page = readPage(world, c, {
    operation: "getFeeds",
    sellerId,
    tokenName: "nextToken",
    tokenSeconds: TOKEN_SECONDS,
    pageSize: pageSizeAsked(c),
    rows: () => world.feeds.where(fits),
    keyOf: ({ createdAt, feedId }) => sortKey(createdAt, feedId),
    descending: true,
  });
  return {
    feeds: page.rows.map((feed) => viewFeed(world, feed)),
    ...(page.nextToken !== null && { nextToken: page.nextToken }),
  };
}

function viewFeed(world: AmazonWorld, feed: Feed) {
  return {
    feedId: feed.feedId,
    feedType: feed.feedType,
    marketplaceIds: feed.marketplaceIds,
    ...viewJob(world, feed),
    ...(feed.resultDocumentId !== null && { resultFeedDocumentId: feed.resultDocumentId }),
  };
}
