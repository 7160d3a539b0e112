import type { TradingCall } from "./trading-call.ts";
import { TradingRefusal, tradingErrors } from "./trading-errors.ts";
import { element, nodesAt, textAt } from "./xml.ts";

/** Carrier codes that shipments may name; unknown ones are taken as well, as eBay does. */
export const CARRIERS = [
  "AnPost",
  "AustraliaPost",
  "CanadaPost",
  "Chronopost",
  "Colissimo",
  "DeutschePost",
  "DHL",
  "DHLGlobalMail",
  "DPD",
  "FedEx",
  "GLS",
  "Hermes",
  "LaPoste",
  "Other",
  "ParcelForce",
  "PosteItaliane",
  "PostNL",
  "RoyalMail",
  "TNT",
  "UPS",
  "USPS",
  "Yodel",
] as const;

/** Calls about the account, its preferences and its Platform Notifications. */
export const accountCalls: Record<string, TradingCall> = {
  GeteBayDetails: ({ request }) => {
    const names = nodesAt(request, "DetailName");
    if (names.length > 0 && !names.includes("ShippingCarrierDetails")) {
      throw new TradingRefusal(tradingErrors.input("DetailName", "other than ShippingCarrierDetails is not simulated"));
    }
    const content = CARRIERS.map((carrier, index) =>
      element("ShippingCarrierDetails", [
        element("ShippingCarrierID", index + 1),
        element("Description", carrier),
        element("ShippingCarrier", carrier),
      ]),
    );
    return { content };
  },

  GetUser: ({ seller }) => ({
    content: [
      element("User", [
        element("UserID", seller.username),
        element("EIASToken", Buffer.from(seller.userId).toString("base64")),
        element("Status", "Confirmed"),
        element("Site", seller.marketplaceId === "EBAY_US" ? "US" : "UK"),
      ]),
    ],
  }),

  GetUserPreferences: ({ seller, request }) => ({
    content: [
      textAt(request, "ShowOutOfStockControlPreference") === "true"
        ? element("OutOfStockControlPreference", seller.outOfStockControl)
        : undefined,
    ],
  }),

  SetUserPreferences: ({ seller, request, world }) => {
    const preference = textAt(request, "OutOfStockControlPreference");
    if (preference !== undefined) {
      seller.outOfStockControl = preference === "true";
      world.ledger.append("preference-set", { username: seller.username, outOfStockControl: seller.outOfStockControl });
    }
    return { content: [] };
  },

  SetNotificationPreferences: ({ world, seller, application, request }) => {
    const known = world.notificationPreferences.get(seller.username);
    const delivery = nodesAt(request, "ApplicationDeliveryPreferences")[0];
    const url = textAt(delivery, "ApplicationURL") ?? known?.url ?? null;
    const enable = textAt(delivery, "ApplicationEnable");
    const events = { ...known?.events };
    for (const node of nodesAt(request, "UserDeliveryPreferenceArray", "NotificationEnable")) {
      const type = textAt(node, "EventType");
      if (type !== undefined) events[type] = textAt(node, "EventEnable") === "Enable" ? "Enable" : "Disable";
    }
    world.notificationPreferences.put({
      username: seller.username,
      clientId: application.clientId,
      enabled: enable === undefined ? (known?.enabled ?? false) : enable === "Enable",
      url,
      events,
    });
    world.ledger.append("notification-preferences-set", { username: seller.username, url, events });
    return { content: [] };
  },

  GetNotificationPreferences: ({ world, seller }) => {
    const known = world.notificationPreferences.get(seller.username);
    const events = Object.entries(known?.events ?? {}).map(([type, enable]) =>
      element("NotificationEnable", [element("EventType", type), element("EventEnable", enable)]),
    );
    return {
      content: [
        element("ApplicationDeliveryPreferences", [
          element("ApplicationURL", known?.url ?? undefined),
          element("ApplicationEnable", known?.enabled === true ? "Enable" : "Disable"),
          element("DeviceType", "Platform"),
        ]),
        element("UserDeliveryPreferenceArray", events),
      ],
    };
  },
};
