import { scope } from "../ebay-scopes.ts";

export interface Topic {
  topicId: string;
  description: string;
  /** Application topics concern every user; user topics need the seller's own token. */
  kind: "application" | "user";
  schemaVersion: string;
}

/** Topics that can be subscribed to. The published OpenAPI document is older than the last two. */
export const TOPICS: readonly Topic[] = [
  topic("MARKETPLACE_ACCOUNT_DELETION", "application", "A user asked eBay to delete the account"),
  topic("AUTHORIZATION_REVOCATION", "application", "A user withdrew the application's consent"),
  topic("ORDER_CONFIRMATION", "user", "A buyer completed checkout"),
  topic("ITEM_MARKED_SHIPPED", "user", "An order was marked as shipped"),
];

export const SUBSCRIPTION_SCOPES = [scope(), scope("commerce.notification.subscription")];

export function viewTopic({ topicId, description, kind, schemaVersion }: Topic) {
  return {
    topicId,
    description,
    authorizationScopes: [kind === "user" ? scope("commerce.notification.subscription") : scope()],
    status: "ENABLED",
    context: kind === "user" ? "SELLER" : "APPLICATION",
    scope: kind === "user" ? "USER" : "APPLICATION",
    supportedPayloads: [{ format: ["JSON"], schemaVersion, deliveryProtocol: "HTTPS", deprecated: false }],
    filterable: false,
  };
}

function topic(topicId: string, kind: Topic["kind"], description: string): Topic {
  return { topicId, description, kind, schemaVersion: "1.0" };
}
