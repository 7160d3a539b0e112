const PREFIX = "https://api.ebay.com/oauth/api_scope";

/** Full scope URL of a short name; no name gives the base scope. */
export function scope(name = ""): string {
  return name === "" ? PREFIX : `${PREFIX}/${name}`;
}

/** Scopes the simulator knows, with what the consent page says about each. */
export const SCOPE_TEXTS: Readonly<Record<string, string>> = {
  [scope()]: "View public data from eBay",
  [scope("sell.fulfillment")]: "View and manage your order fulfillments",
  [scope("sell.fulfillment.readonly")]: "View your order fulfillments",
  [scope("sell.inventory")]: "View and manage your inventory and offers",
  [scope("sell.inventory.readonly")]: "View your inventory and offers",
  [scope("sell.account")]: "View and manage your account settings",
  [scope("sell.account.readonly")]: "View your account settings",
  [scope("sell.finances")]: "View and manage your payment and order information",
  [scope("sell.payment.dispute")]: "View and manage disputes and related details",
  [scope("sell.marketing")]: "View and manage your eBay marketing activities",
  [scope("sell.analytics.readonly")]: "View your selling analytics data",
  [scope("commerce.identity.readonly")]: "View a user's basic information, such as user name and account type",
  [scope("commerce.notification.subscription")]: "View and manage your event notification subscriptions",
  [scope("commerce.notification.subscription.readonly")]: "View your event notification subscriptions",
};
