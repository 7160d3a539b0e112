import type { Application, Feed, Listing, Order, Report, Subscription } from "../amazon-entities.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import { openOf, shippedOf, statusV0Of } from "../orders/order-state.ts";
import { deliver } from "./deliver.ts";

type Change = "Order Status Change" | "Buyer Requested Cancel";

/** Tells subscribers of ORDER_CHANGE. */
export function announceOrder(world: AmazonWorld, order: Order, reason: Change) {
  const changeType = reason === "Order Status Change" ? "OrderStatusChange" : "BuyerRequestedChange";
  publish(world, order.sellerId, "ORDER_CHANGE", {
    fits: ({ processingDirective }) => passesFilter(processingDirective, changeType, order.marketplaceId),
    payload: { OrderChangeNotification: orderChange(world, order, changeType, reason) },
  });
}

/** Tells subscribers that the seller's own stock of a listing changed. */
export function announceQuantity(world: AmazonWorld, { sellerId, sku }: Listing, quantity: number) {
  publish(world, sellerId, "LISTINGS_ITEM_MFN_QUANTITY_CHANGE", {
    payload: { SellerId: sellerId, FulfillmentChannelCode: "DEFAULT", Sku: sku, Quantity: quantity },
  });
}

/** Tells subscribers that a listing can be bought or found, or no longer. */
export function announceListing(world: AmazonWorld, listing: Listing, status: readonly string[]) {
  publish(world, listing.sellerId, "LISTINGS_ITEM_STATUS_CHANGE", {
    payload: {
      SellerId: listing.sellerId,
      MarketplaceId: listing.offers[0]?.marketplaceId ?? "",
      Asin: listing.asin,
      Sku: listing.sku,
      CreatedDate: new Date(listing.createdAt).toISOString(),
      Status: status,
    },
  });
}

export function announceReport(world: AmazonWorld, report: Report) {
  publishLower(world, report.sellerId, "REPORT_PROCESSING_FINISHED", {
    reportProcessingFinishedNotification: {
      sellerId: report.sellerId,
      accountId: `amzn1.merchant.o.${report.sellerId}`,
      reportId: report.reportId,
      reportType: report.reportType,
      processingStatus: report.outcome,
      ...(report.documentId !== null && { reportDocumentId: report.documentId }),
    },
  });
}

export function announceFeed(world: AmazonWorld, feed: Feed) {
  publishLower(world, feed.sellerId, "FEED_PROCESSING_FINISHED", {
    feedProcessingFinishedNotification: {
      sellerId: feed.sellerId,
      accountId: `amzn1.merchant.o.${feed.sellerId}`,
      feedId: feed.feedId,
      feedType: feed.feedType,
      processingStatus: feed.outcome,
      ...(feed.resultDocumentId !== null && { resultFeedDocumentId: feed.resultDocumentId }),
    },
  });
}

/** Tells the application's own queue about its client secret; nobody subscribes to this by the API. */
export function announceSecret(
  world: AmazonWorld,
  application: Application,
  type: "APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY" | "APPLICATION_OAUTH_CLIENT_NEW_SECRET",
  payload: Record<string, unknown>,
) {
  const body = lower(world, { type, payload, applicationId: application.applicationId, subscriptionId: null });
  const via = { sqs: { arn: "arn:aws:sqs:eu-west-1:123456789012:application-credentials" } };
  deliver(world, { type, id: body.notificationMetadata.notificationId, body, via });
}

function orderChange(world: AmazonWorld, order: Order, changeType: string, reason: Change) {
  const requested = order.lines.some(({ cancellationRequest }) => cancellationRequest !== null);
  return {
    NotificationLevel: "OrderLevel",
    SellerId: order.sellerId,
    AmazonOrderId: order.orderId,
    OrderChangeType: changeType,
    OrderChangeTrigger: { TimeOfOrderChange: world.clock.iso(), ChangeReason: reason },
    Summary: {
      MarketplaceId: order.marketplaceId,
      OrderStatus: statusV0Of(order),
      PurchaseDate: new Date(order.createdAt).toISOString(),
      DestinationPostalCode: order.address.postalCode,
      FulfillmentType: order.fulfilledBy === "AMAZON" ? "AFN" : "MFN",
      OrderType: "StandardOrder",
      NumberOfItemsShipped: order.lines.reduce((sum, line) => sum + shippedOf(order, line), 0),
      NumberOfItemsUnshipped: order.lines.reduce((sum, line) => sum + openOf(order, line), 0),
      ...(requested && { CancelNotifyDate: world.clock.iso() }),
      OrderItems: order.lines.map((line) => ({
        OrderItemId: line.orderItemId,
        SellerSKU: line.sku ?? "",
        SupplySourceId: "",
        Quantity: line.quantity,
        QuantityShipped: shippedOf(order, line),
        IsBuyerRequestedCancel: line.cancellationRequest !== null,
      })),
    },
  };
}

function passesFilter(directive: Record<string, unknown> | null, changeType: string, marketplaceId: string): boolean {
  const filter = (directive?.["eventFilter"] ?? {}) as { orderChangeTypes?: string[]; marketplaceIds?: string[] };
  return (
    (filter.orderChangeTypes?.includes(changeType) ?? true) && (filter.marketplaceIds?.includes(marketplaceId) ?? true)
  );
}

interface News {
  payload: Record<string, unknown>;
  fits?(subscription: Subscription): boolean;
}

function publish(world: AmazonWorld, sellerId: string, type: string, { payload, fits = () => true }: News) {
  for (const { subscription, destination, applicationId } of subscribers(world, sellerId, type)) {
    if (!fits(subscription)) continue;
    const id = world.random.uuid();
    const body = {
      NotificationVersion: "1.0",
      NotificationType: type,
      PayloadVersion: subscription.payloadVersion,
      EventTime: world.clock.iso(),
      Payload: payload,
      NotificationMetadata: {
        ApplicationId: applicationId,
        SubscriptionId: subscription.subscriptionId,
        PublishTime: world.clock.iso(),
        NotificationId: id,
      },
    };
    deliver(world, { type, id, body, via: destination.resource });
  }
}

function publishLower(world: AmazonWorld, sellerId: string, type: string, payload: Record<string, unknown>) {
  for (const { subscription, destination, applicationId } of subscribers(world, sellerId, type)) {
    const body = lower(world, { type, payload, applicationId, subscriptionId: subscription.subscriptionId });
    deliver(world, { type, id: body.notificationMetadata.notificationId, body, via: destination.resource });
  }
}

// Notifications about jobs and credentials are written in lower camel case.
function lower(
  world: AmazonWorld,
  news: { type: string; payload: Record<string, unknown>; applicationId: string; subscriptionId: string | null },
) {
  return {
    notificationVersion: "1.0",
    notificationType: news.type,
    payloadVersion: "2020-09-04",
    eventTime: world.clock.iso(),
    payload: news.payload,
    notificationMetadata: {
      applicationId: news.applicationId,
      ...(news.subscriptionId !== null && { subscriptionId: news.subscriptionId }),
      publishTime: world.clock.iso(),
      notificationId: world.random.uuid(),
    },
  };
}

function subscribers(world: AmazonWorld, sellerId: string, type: string) {
  return world.subscriptions
    .where((row) => row.sellerId === sellerId && row.notificationType === type)
    .flatMap((subscription) => {
      const destination = world.destinations.get(subscription.destinationId);
      const applicationId = world.applications.get(subscription.clientId)?.applicationId;
      return destination === undefined || applicationId === undefined
        ? []
        : [{ subscription, destination, applicationId }];
    });
}
