import {
  type CallLimits,
  type CallOptions,
  ConnectorError,
  callLimits,
  jsonBody,
  noBody,
} from "@counterfoil/connector-kit";
import type { AmazonClient } from "../amazon-client.ts";
import {
  createdDestinationSchema,
  type Destination,
  destinationsSchema,
  subscriptionSchema,
} from "../amazon-schemas.ts";

/** Where Amazon writes notifications to, in the seller's own AWS account. Amazon calls no web address. */
export type NotificationDestination =
  | { kind: "sqs"; arn: string }
  | { kind: "eventBridge"; accountId: string; region: string };

export interface NotificationSubscription {
  type: string;
  subscriptionId: string;
  destinationId: string | null;
}

/** Subscriptions to Amazon's notifications, such as `ORDER_CHANGE`. */
export interface AmazonNotifications {
  /**
   * Subscribes to a type; an existing subscription or destination is used again. Listing changes go to EventBridge only,
   * everything else to SQS only: the wrong one is refused by Amazon.
   */
  subscribe(
    request: { type: string; destination: NotificationDestination; payloadVersion?: string },
    options?: CallOptions,
  ): Promise<NotificationSubscription>;
  /** The subscription to a type; null where there is none. */
  get(type: string, options?: CallOptions): Promise<NotificationSubscription | null>;
  /** Ends a subscription. One that is gone already counts as ended. */
  unsubscribe(subscription: NotificationSubscription, options?: CallOptions): Promise<void>;
}

const lane = "refresh_catalogue";

export function createNotifications(client: AmazonClient, now: () => number): AmazonNotifications {
  const find = async (type: string, limits: CallLimits): Promise<NotificationSubscription | null> => {
    const call = { operation: "getSubscription", lane, path: { notificationType: type } } as const;
    try {
      const { data } = await client.call({ ...call, decode: jsonBody(subscriptionSchema) }, limits);
      return subscriptionOf(type, data.payload);
    } catch (error) {
      if (hasCode(error, "not_found")) return null;
      throw error;
    }
  };

  return {
    get: (type, options) => find(type, callLimits(options, now)),

    async subscribe({ type, destination, payloadVersion = "1.0" }, options) {
      const limits = callLimits(options, now);
      const destinationId = await ensureDestination(client, destination, limits);
      const json = { payloadVersion, destinationId };
      const call = { operation: "createSubscription", lane, path: { notificationType: type }, json } as const;
      try {
        const { data } = await client.call({ ...call, decode: jsonBody(subscriptionSchema) }, limits);
        return subscriptionOf(type, data.payload);
      } catch (error) {
        const existing = hasCode(error, "conflict") ? await find(type, limits) : null;
        if (existing === null) throw error;
        return existing;
      }
    },

    async unsubscribe({ type, subscriptionId }, options) {
      const path = { notificationType: type, subscriptionId };
      const call = { operation: "deleteSubscriptionById", lane, path, effect: "idempotent_write" } as const;
      try {
        await client.callAsApplication({ ...call, decode: noBody }, callLimits(options, now));
      } catch (error) {
        if (!hasCode(error, "not_found")) throw error;
      }
    },
  };
}

function subscriptionOf(type: string, payload: { subscriptionId: string; destinationId?: string | null | undefined }) {
  return { type, subscriptionId: payload.subscriptionId, destinationId: payload.destinationId ?? null };
}

/** Destinations belong to the application: one for each queue, and one event bus for each AWS account. */
async function ensureDestination(
  client: AmazonClient,
  wanted: NotificationDestination,
  limits: CallLimits,
): Promise<string> {
  const list = async () => {
    const call = { operation: "getDestinations", lane } as const;
    const { data } = await client.callAsApplication({ ...call, decode: jsonBody(destinationsSchema) }, limits);
    return data.payload.find((destination) => isSame(destination, wanted))?.destinationId ?? null;
  };
  const existing = await list();
  if (existing !== null) return existing;
  const resourceSpecification =
    wanted.kind === "sqs"
      ? { sqs: { arn: wanted.arn } }
      : { eventBridge: { accountId: wanted.accountId, region: wanted.region } };
  const json = { resourceSpecification, name: `counterfoil-${wanted.kind.toLowerCase()}` };
  try {
    const call = { operation: "createDestination", lane, json } as const;
    const { data } = await client.callAsApplication({ ...call, decode: jsonBody(createdDestinationSchema) }, limits);
    return data.payload.destinationId;
  } catch (error) {
    const made = hasCode(error, "conflict") ? await list() : null;
    if (made === null) throw error;
    return made;
  }
}

function isSame({ resource }: Destination, wanted: NotificationDestination): boolean {
  if (wanted.kind === "sqs") return resource.sqs?.arn === wanted.arn;
  return resource.eventBridge?.accountId === wanted.accountId && resource.eventBridge.region === wanted.region;
}

function hasCode(error: unknown, code: ConnectorError["code"]): boolean {
  return ConnectorError.is(error) && error.code === code;
}
