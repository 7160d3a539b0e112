import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import type { Forwarder, Seller } from "../amazon-entities.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import { requestConfirmation } from "../notifications/deliver.ts";
import { createDestination } from "../notifications/destination-operations.ts";
import { destinationKindOf, type NotificationType, notificationTypes } from "../notifications/notification-types.ts";
import { createSubscription } from "../notifications/subscription-operations.ts";
import { sellerNamed } from "../sellers.ts";

const TOPIC = "arn:aws:sns:eu-west-1:123456789012:spapi-order-change";
const CERTIFICATE = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-simulated.pem";
const forwarderSchema = z.strictObject({
  /** `header`: a function posts with a secret header. `sns`: a signed SNS message. */
  mode: z.enum(["header", "sns"]).default("header"),
  url: z.url(),
  headerName: z.string().default("x-auth-token"),
  /** Value of the header, in full. */
  headerValue: z.string().default(""),
  /** `auto` follows the destination: an event bus wraps, a queue hands on bare. */
  envelope: z.enum(["auto", "bare", "eventbridge", "sqs"]).default("auto"),
  topicArn: z.string().default(TOPIC),
  signatureVersion: z.enum(["1", "2"]).default("2"),
  signingCertUrl: z.url().default(CERTIFICATE),
  /** SNS: false asks the endpoint to confirm first and sends nothing else until then. */
  confirmed: z.boolean().default(true),
  /** Subscribes the first application's first seller to these, as the API would. */
  subscribe: z.array(z.enum(notificationTypes)).default([]),
});

/** The seller's own piece of cloud between Amazon and the desk. */
export function forwarderActs(world: AmazonWorld) {
  return {
    /** Sets the forwarder up, or another one in its place. */
    setForwarder: defineAct(forwarderSchema, ({ confirmed, subscribe, ...rest }) => {
      const pendingToken = rest.mode === "sns" && !confirmed ? world.random.hex(64) : null;
      const forwarder = world.forwarders.put({ ...rest, id: "forwarder", pendingToken } satisfies Forwarder);
      for (const type of subscribe) subscribeTo(world, type);
      if (pendingToken !== null) requestConfirmation(world, forwarder, pendingToken);
      return { mode: forwarder.mode, topicArn: forwarder.topicArn, signingCertUrl: forwarder.signingCertUrl };
    }),
    removeForwarder: defineAct(z.strictObject({}), () => ({ removed: world.forwarders.delete("forwarder") })),
  };
}

function subscribeTo(world: AmazonWorld, type: NotificationType) {
  const [application] = world.applications.all();
  if (application === undefined) throw new ActRefused("There is no application");
  const seller = sellerNamed(world, undefined);
  const isThere = world.subscriptions.find((row) => row.sellerId === seller.sellerId && row.notificationType === type);
  if (isThere !== undefined) return;
  const { destinationId } = destinationFor(world, application, seller, type);
  createSubscription(world, { application, seller }, type, { payloadVersion: "1.0", destinationId });
}

function destinationFor(
  world: AmazonWorld,
  application: Parameters<typeof createDestination>[1],
  { region }: Seller,
  type: NotificationType,
) {
  const kind = destinationKindOf(type);
  const existing = world.destinations.find((row) => row.clientId === application.clientId && kind in row.resource);
  if (existing !== undefined) return existing;
  const resourceSpecification =
    kind === "sqs"
      ? { sqs: { arn: "arn:aws:sqs:eu-west-1:123456789012:spapi-notifications" } }
      : { eventBridge: { accountId: "123456789012", region: "eu-west-1" } };
  return createDestination(world, application, region, { name: kind, resourceSpecification });
}
