import { createHash } from "node:crypto";
import type { Listing, Order, OrderLine, Seller } from "../ebay-entities.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { money, viewItem } from "./item-view.ts";
import { element, type XmlElement } from "./xml.ts";

const NAMESPACE = { xmlns: "urn:ebay:apis:eBLBaseComponents" };

interface Event {
  name: string;
  /** The call whose reply the message looks like. */
  call: string;
  content: (XmlElement | undefined)[];
}

/** Tells a fixed-price sale, one message for each line. */
export function notifySale(world: EbayWorld, order: Order, seller: Seller) {
  for (const line of order.lines) {
    const listing = world.listings.get(line.itemId);
    if (listing === undefined) continue;
    const item = viewItem(listing, seller, { netQuantity: false, variations: false });
    const content = [item, element("TransactionArray", viewTransaction(order, line))];
    send(world, seller, { name: "FixedPriceTransaction", call: "GetItemTransactions", content });
  }
}

/** Tells that a listing ended. */
export function notifyClosed(world: EbayWorld, listing: Listing) {
  const seller = world.sellers.get(listing.username);
  if (seller === undefined) return;
  const content = [viewItem(listing, seller, { netQuantity: false, variations: true })];
  send(world, seller, { name: "ItemClosed", call: "GetItem", content });
}

// A SOAP message whose signature covers nothing but time and keyset: a hint to fetch, no more.
function send(world: EbayWorld, seller: Seller, { name, call, content }: Event) {
  const preferences = world.notificationPreferences.get(seller.username);
  const application = preferences && world.applications.get(preferences.clientId);
  if (!preferences?.enabled || preferences.url === null || preferences.events[name] !== "Enable") return;
  const { url } = preferences;
  const timestamp = world.clock.iso();
  const keyset = `${application?.devId ?? ""}${application?.clientId ?? ""}${application?.clientSecret ?? ""}`;
  const signature = createHash("md5").update(`${timestamp}${keyset}`).digest("base64");
  const message = element(
    `${call}Response`,
    [
      element("Timestamp", timestamp),
      element("Ack", "Success"),
      element("CorrelationID", world.random.hex(16)),
      element("NotificationEventName", name),
      element("RecipientUserID", seller.username),
      element("EIASToken", Buffer.from(seller.userId).toString("base64")),
      ...content,
    ],
    NAMESPACE,
  );
  const body = envelope(signature, message);
  const headers = {
    "content-type": "text/xml;charset=utf-8",
    soapaction: `"http://developer.ebay.com/notification/${name}"`,
  };
  world.webhooks.send({ kind: name, build: () => ({ url, method: "POST", headers, body }) });
}

function envelope(signature: string, message: XmlElement | undefined): string {
  const credentials = element("ebl:RequesterCredentials", element("ebl:NotificationSignature", signature), {
    "xmlns:ebl": NAMESPACE.xmlns,
  });
  const root = element("soapenv:Envelope", [element("soapenv:Header", credentials), element("soapenv:Body", message)], {
    "xmlns:soapenv": "http://schemas.xmlsoap.org/soap/envelope/",
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root?.source ?? ""}`;
}

function viewTransaction(order: Order, { lineItemId, itemId, quantity, unitPrice }: OrderLine) {
  return element("Transaction", [
    element("TransactionID", lineItemId),
    element("OrderLineItemID", `${itemId}-${lineItemId}`),
    element("QuantityPurchased", quantity),
    money("TransactionPrice", unitPrice, order.currency),
    element("CreatedDate", order.createdAt),
    element("Buyer", element("UserID", order.buyer.username)),
  ]);
}
