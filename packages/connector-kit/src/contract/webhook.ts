/** An incoming webhook exactly as received: verification runs on the raw body. */
export interface WebhookRequest {
  method: string;
  /** Full URL as the platform called it. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  /** The endpoint as it was registered on the platform. */
  endpoint: string;
}

/** What a webhook says. Only a hint: the receiver re-fetches and never applies the body as truth. */
export type WebhookEvent =
  | { type: "order-changed"; id: string; orderExternalId: string; occurredAt: string }
  | { type: "orders-changed"; id: string; occurredAt: string }
  | { type: "listing-changed"; id: string; listingExternalId: string; occurredAt: string }
  | { type: "message-received"; id: string; occurredAt: string }
  | { type: "authorization-revoked"; id: string; occurredAt: string }
  | { type: "account-deleted"; id: string; occurredAt: string; externalUserId: string | null; username: string | null }
  | {
      type: "bank-transaction-changed";
      id: string;
      accountExternalId: string;
      transactionExternalId: string;
      occurredAt: string;
    }
  | { type: "other"; id: string; occurredAt: string; topic: string };

/** `respond` is what to answer the platform; a refused webhook is not stored. */
export type WebhookVerification =
  | { verified: true; events: WebhookEvent[]; respond: WebhookResponse }
  | { verified: false; reason: string; respond: WebhookResponse };

export interface WebhookResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}
