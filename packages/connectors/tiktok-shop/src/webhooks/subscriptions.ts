import { type CallOptions, ConnectorError, callLimits } from "@counterfoil/connector-kit";
import { webhooksSchema } from "../schemas/authorization.ts";
import { anyAnswerData } from "../schemas/envelope.ts";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";

/** What a desk wants to hear of. */
export const wantedEvents = [
  "ORDER_STATUS_CHANGE",
  "RECIPIENT_ADDRESS_UPDATE",
  "PACKAGE_UPDATE",
  "PRODUCT_STATUS_CHANGE",
  "SELLER_DEAUTHORIZATION",
  "UPCOMING_AUTHORIZATION_EXPIRATION",
  "CANCELLATION_STATUS_CHANGE",
  "RETURN_STATUS_CHANGE",
] as const;

/** The shop's own webhook addresses, which go before the app's one in Partner Center. */
export interface TiktokShopSubscriptions {
  list(options?: CallOptions): Promise<{ eventType: string; address: string }[]>;
  /** Sends every wanted event to an address: https, a domain name, no port, 255 characters at most. */
  subscribe(address: string, options?: CallOptions): Promise<void>;
  unsubscribe(eventType: string, options?: CallOptions): Promise<void>;
}

const path = "/event/202309/webhooks";

export function createSubscriptions(client: TiktokShopClient, now: () => number): TiktokShopSubscriptions {
  const change = { lane: "refresh_catalogue", effect: "idempotent_write", data: anyAnswerData } as const;
  return {
    async list(options) {
      const request = { operation: `GET ${path}`, lane: "refresh_catalogue", data: webhooksSchema } as const;
      const { webhooks } = await client.call(request, callLimits(options, now));
      return (webhooks ?? []).map(({ event_type: eventType, address }) => ({ eventType, address }));
    },
    async subscribe(address, options) {
      const limits = callLimits(options, now);
      refuseAddress(address);
      for (const event_type of wantedEvents) {
        await client.call({ ...change, operation: `PUT ${path}`, json: { event_type, address } }, limits);
      }
    },
    async unsubscribe(eventType, options) {
      const json = { event_type: eventType };
      await client.call({ ...change, operation: `DELETE ${path}`, json }, callLimits(options, now));
    },
  };
}

function refuseAddress(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isName = url !== null && /[a-z]/i.test(url.hostname.split(".").at(-1) ?? "") && !url.hostname.startsWith("[");
  if (url?.protocol === "https:" && isName && url.port === "" && address.length <= 255) return;
  const message =
    "TikTok Shop sends webhooks to an https address with a domain name and no port, 255 characters at most.";
  throw new ConnectorError({ code: "invalid_request", message, operation: `PUT ${path}` });
}
