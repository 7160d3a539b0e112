import { createHash } from "node:crypto";
import { constantTimeEqual, type WebhookEvent } from "@counterfoil/connector-kit";
import { parseXml } from "../trading/trading-xml.ts";
import { isoDate } from "./notification-events.ts";

/** The application's own ids, which the older notifications are signed with. */
export interface PlatformNotificationKeys {
  devId: string;
  appId: string;
  certId: string;
}

/** Age beyond which an older notification is refused. */
const maximumAgeMs = 10 * 60_000;

/** What an older (SOAP) notification says of itself. Its signature covers the timestamp only. */
export interface PlatformNotification {
  timestamp: string;
  signature: string;
  eventName: string;
  itemId: string | null;
  transactionId: string | null;
}

/** `base64(MD5(timestamp + DevID + AppID + CertID))`. */
export function platformNotificationSignature(timestamp: string, keys: PlatformNotificationKeys): string {
  return createHash("md5").update(`${timestamp}${keys.devId}${keys.appId}${keys.certId}`).digest("base64");
}

/** Reads the SOAP envelope; null when it is not one of eBay's notifications. */
export function readPlatformNotification(body: Uint8Array): PlatformNotification | null {
  try {
    const envelope = child(parseXml(new TextDecoder().decode(body)), "Envelope");
    const response = firstChild(child(envelope, "Body"));
    const item = arrayOrSingle(child(response, "Item"));
    const transaction = arrayOrSingle(child(child(response, "TransactionArray"), "Transaction"));
    const timestamp = text(child(response, "Timestamp"));
    const signature = text(child(child(child(envelope, "Header"), "RequesterCredentials"), "NotificationSignature"));
    const eventName = text(child(response, "NotificationEventName"));
    if (timestamp === null || signature === null || eventName === null) return null;
    return {
      timestamp,
      signature,
      eventName,
      itemId: text(child(item, "ItemID")),
      transactionId: text(child(transaction, "TransactionID")),
    };
  } catch {
    return null;
  }
}

/** Why an older notification is not accepted; null when it is. */
export function refusePlatformNotification(
  notification: PlatformNotification,
  keys: PlatformNotificationKeys,
  now: number,
): string | null {
  const expected = platformNotificationSignature(notification.timestamp, keys);
  if (!constantTimeEqual(expected, notification.signature)) return "the signature does not match";
  const sentAt = Date.parse(notification.timestamp);
  if (Number.isNaN(sentAt) || Math.abs(now - sentAt) > maximumAgeMs) return "the notification is older than 10 minutes";
  return null;
}

const orderEvents: ReadonlySet<string> = new Set([
  "FixedPriceTransaction",
  "AuctionCheckoutComplete",
  "ItemSold",
  "ItemMarkedShipped",
  "ItemMarkedPaid",
  "BuyerCancelRequested",
]);
const listingEvents: ReadonlySet<string> = new Set(["ItemListed", "ItemRevised", "ItemClosed", "ItemUnsold"]);

/** The event of an older notification. Its payload is unsigned: no order is named, and nothing is revoked on its word. */
export function platformNotificationEvent(notification: PlatformNotification): WebhookEvent {
  const { eventName, timestamp, itemId, transactionId } = notification;
  const id = [eventName, timestamp, itemId, transactionId].filter((part) => part !== null).join(":");
  const base = { id, occurredAt: isoDate(timestamp) };
  if (orderEvents.has(eventName)) return { ...base, type: "orders-changed" };
  if (listingEvents.has(eventName) && itemId !== null) {
    return { ...base, type: "listing-changed", listingExternalId: itemId };
  }
  return { ...base, type: "other", topic: eventName };
}

function child(node: unknown, name: string): unknown {
  return typeof node === "object" && node !== null ? (node as Record<string, unknown>)[name] : undefined;
}

function firstChild(node: unknown): unknown {
  if (typeof node !== "object" || node === null) return undefined;
  return Object.entries(node).find(([name]) => !name.startsWith("@") && !name.startsWith("#"))?.[1];
}

function arrayOrSingle(node: unknown): unknown {
  return Array.isArray(node) ? node[0] : node;
}

function text(node: unknown): string | null {
  if (typeof node === "string") return node === "" ? null : node;
  const inner = child(node, "#text");
  return typeof inner === "string" && inner !== "" ? inner : null;
}
