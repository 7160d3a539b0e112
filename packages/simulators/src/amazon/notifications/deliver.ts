import type { WebhookRequest } from "../../kit/index.ts";
import type { Destination, Forwarder } from "../amazon-entities.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import { snsConfirmation, snsNotification } from "./sns-message.ts";

/** A notification on its way, with what the envelopes around it need. */
export interface Outgoing {
  type: string;
  id: string;
  body: Record<string, unknown>;
  /** Where Amazon puts it: a queue or an event bus. */
  via: Destination["resource"];
}

const ACCOUNT = "123456789012";

/** Hands a notification to the seller's forwarder, which carries it to the desk; without one it stays in the queue. */
export function deliver(world: AmazonWorld, outgoing: Outgoing) {
  const forwarder = world.forwarders.get("forwarder");
  if (forwarder === undefined || forwarder.pendingToken !== null) return;
  const body = JSON.stringify(enveloped(world, forwarder, outgoing));
  world.webhooks.send({
    kind: outgoing.type,
    build: () =>
      forwarder.mode === "sns"
        ? snsRequest(forwarder, "Notification", JSON.stringify(snsNotification(world, forwarder, outgoing.id, body)))
        : {
            url: forwarder.url,
            method: "POST",
            headers: { "content-type": "application/json", [forwarder.headerName]: forwarder.headerValue },
            body,
          },
  });
}

/** Sends the message that an SNS subscription must be confirmed with. */
export function requestConfirmation(world: AmazonWorld, forwarder: Forwarder, token: string) {
  const message = JSON.stringify(snsConfirmation(world, forwarder, world.random.uuid(), token));
  world.webhooks.send({
    kind: "SubscriptionConfirmation",
    build: () => snsRequest(forwarder, "SubscriptionConfirmation", message),
  });
}

function snsRequest({ url, topicArn }: Forwarder, type: string, body: string): WebhookRequest {
  const headers = {
    "content-type": "text/plain; charset=UTF-8",
    "x-amz-sns-message-type": type,
    "x-amz-sns-topic-arn": topicArn,
  };
  return { url, method: "POST", headers, body };
}

function enveloped(world: AmazonWorld, forwarder: Forwarder, { type, id, body, via }: Outgoing) {
  const natural = "eventBridge" in via ? "eventbridge" : "bare";
  const envelope = forwarder.envelope === "auto" ? natural : forwarder.envelope;
  if (envelope === "bare") return body;
  if (envelope === "sqs") return { Records: [sqsRecord(id, body)] };
  return {
    version: "0",
    id,
    "detail-type": type,
    source: "aws.partner/sellingpartnerapi.amazon.com/simulated",
    account: "eventBridge" in via ? via.eventBridge.accountId : ACCOUNT,
    time: world.clock.iso(),
    region: "eventBridge" in via ? via.eventBridge.region : "eu-west-1",
    resources: [],
    detail: body,
  };
}

function sqsRecord(id: string, body: Record<string, unknown>) {
  return {
    messageId: id,
    receiptHandle: `receipt-${id}`,
    body: JSON.stringify(body),
    attributes: { ApproximateReceiveCount: "1" },
    messageAttributes: {},
    eventSource: "aws:sqs",
    awsRegion: "eu-west-1",
  };
}
