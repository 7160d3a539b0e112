import { createPublicKey, verify } from "node:crypto";
import { headerValue } from "@counterfoil/connector-kit";
import { z } from "zod";

/** A message of Amazon's Simple Notification Service, as it calls an address. */
export const snsMessageSchema = z.object({
  Type: z.enum(["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"]),
  MessageId: z.string(),
  TopicArn: z.string(),
  Subject: z.string().nullish(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.string(),
  Signature: z.string(),
  SigningCertURL: z.string(),
  SubscribeURL: z.string().nullish(),
  Token: z.string().nullish(),
});
export type SnsMessage = z.infer<typeof snsMessageSchema>;

const notificationKeys = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"] as const;
const confirmationKeys = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"] as const;

/** The text that the signature is made over: each key that is there, and its value, a line each. */
export function canonicalText(message: Omit<SnsMessage, "SignatureVersion" | "Signature" | "SigningCertURL">): string {
  const keys = message.Type === "Notification" ? notificationKeys : confirmationKeys;
  return keys
    .flatMap((key) => (message[key] === undefined || message[key] === null ? [] : [`${key}\n${message[key]}\n`]))
    .join("");
}

const algorithms: Readonly<Record<string, string>> = { "1": "RSA-SHA1", "2": "RSA-SHA256" };

/** Whether the certificate's key signed the message. False for anything that cannot be checked. */
export function isSignedBy(message: SnsMessage, certificate: string): boolean {
  const algorithm = algorithms[message.SignatureVersion];
  if (algorithm === undefined) return false;
  try {
    const signature = Buffer.from(message.Signature, "base64");
    return verify(algorithm, Buffer.from(canonicalText(message), "utf8"), createPublicKey(certificate), signature);
  } catch {
    return false;
  }
}

/**
 * Whether the headers that SNS sends with every message say the same as the signed body. A message cut out of one
 * delivery and sent on by someone else comes without them.
 */
export function agreesWithHeaders(message: SnsMessage, headers: Readonly<Record<string, string>>): boolean {
  const told = (name: string) => headerValue(headers, `x-amz-sns-${name}`);
  const subscription = told("subscription-arn");
  return (
    told("message-type") === message.Type &&
    (told("message-id") ?? message.MessageId) === message.MessageId &&
    (told("topic-arn") ?? message.TopicArn) === message.TopicArn &&
    (subscription === null || subscription.startsWith(`${message.TopicArn}:`))
  );
}

const snsHost = /^sns\.([a-zA-Z0-9-]{3,})\.amazonaws\.com(\.cn)?$/;

/** Whether an address may be called for a message: SNS's own host in the topic's region, by https. */
export function isSnsAddress(url: string, topicArn: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, port } = new URL(url);
  const region = snsHost.exec(hostname)?.[1];
  return protocol === "https:" && username === "" && port === "" && region === topicArn.split(":")[3];
}

/** Where an address of SNS is really called: behind one base address, SNS has a first path segment of its own. */
export function snsRoute(url: string, baseURL: string | null): string {
  if (baseURL === null) return url;
  const { pathname, search } = new URL(url);
  return `${baseURL.replace(/\/+$/, "")}/sns${pathname === "/" ? "" : pathname}${search}`;
}
