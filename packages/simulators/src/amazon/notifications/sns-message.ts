import type { Forwarder } from "../amazon-entities.ts";
import type { AmazonWorld } from "../amazon-world.ts";

const NOTIFICATION_KEYS = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
const CONFIRMATION_KEYS = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];

/** The text that SNS signs: name and value of each part that is there, a line each. */
export function canonicalText(message: Readonly<Record<string, string>>): string {
  const keys = message["Type"] === "Notification" ? NOTIFICATION_KEYS : CONFIRMATION_KEYS;
  return keys.flatMap((key) => (message[key] === undefined ? [] : [`${key}\n${message[key]}\n`])).join("");
}

/** A notification wrapped and signed as SNS delivers it. */
export function snsNotification(world: AmazonWorld, forwarder: Forwarder, id: string, message: string) {
  const host = new URL(forwarder.signingCertUrl).origin;
  return signed(world, forwarder, {
    Type: "Notification",
    MessageId: id,
    TopicArn: forwarder.topicArn,
    Message: message,
    Timestamp: world.clock.iso(),
    UnsubscribeURL: `${host}/?Action=Unsubscribe&SubscriptionArn=${forwarder.topicArn}:${id}`,
  });
}

/** What SNS sends first: the endpoint must open `SubscribeURL` before it gets anything else. */
export function snsConfirmation(world: AmazonWorld, forwarder: Forwarder, id: string, token: string) {
  const host = new URL(forwarder.signingCertUrl).origin;
  return signed(world, forwarder, {
    Type: "SubscriptionConfirmation",
    MessageId: id,
    Token: token,
    TopicArn: forwarder.topicArn,
    Message: `You have chosen to subscribe to the topic ${forwarder.topicArn}. To confirm, open the SubscribeURL.`,
    SubscribeURL: `${host}/?Action=ConfirmSubscription&TopicArn=${forwarder.topicArn}&Token=${token}`,
    Timestamp: world.clock.iso(),
  });
}

function signed(world: AmazonWorld, forwarder: Forwarder, message: Record<string, string>) {
  const { signatureVersion, signingCertUrl } = forwarder;
  return {
    ...message,
    SignatureVersion: signatureVersion,
    Signature: world.sns.sign(signatureVersion, canonicalText(message)),
    SigningCertURL: signingCertUrl,
  };
}
