import type { ListingReference } from "@counterfoil/core/model";
import type { ConnectorDefinition, ConnectorSettings, ShipRequest, WebhookRequest } from "../contract/index.ts";

type Awaitable<Value> = Value | Promise<Value>;

/**
 * The calls a fault strikes: the adapter's test maps each to the platform's own paths or operations. Of a bank, `orders`
 * are the lists of transactions.
 */
export type FaultTarget = "orders" | "stock-write" | "ship" | "any";

/**
 * A fault on the platform's side. `times` counts struck calls; null strikes for ever.
 * - `throttled`: 429 or the platform's equivalent; null sends no retry time.
 * - `server-error`: a 5xx, before anything happened.
 * - `slow`: the answer is held back for real milliseconds.
 * - `truncated-body`: the work is done, the answer breaks off or does not parse.
 * - `answer-lost`: the work is done, then the connection is cut without an answer.
 * - `duplicated-page`: a list gives the page before the one asked for once more.
 */
export type ConformanceFault = { on: FaultTarget; times: number | null } & (
  | { kind: "throttled"; retryAfterSeconds: number | null }
  | { kind: "server-error"; status: 500 | 502 | 503 | 504 }
  | { kind: "slow"; milliseconds: number }
  | { kind: "truncated-body" }
  | { kind: "answer-lost" }
  | { kind: "duplicated-page" }
);

/** Something that really changed on the platform. A call that changed nothing is not an effect. */
export interface ConformanceEffect {
  kind: "stock-changed" | "order-shipped";
  /** Listing or order. */
  externalId: string;
}

/**
 * What the suite asks of the platform's stand-in, usually a simulator: faults, acts of buyers, and the truth.
 * Optional members belong to capabilities that the manifest declares; leave out what the platform lacks.
 */
export interface ConformanceDriver {
  /** Back to the seed: no faults, no effects, tokens valid. Runs before each test. */
  reset(): Awaitable<void>;
  injectFault(fault: ConformanceFault): Awaitable<void>;
  /** Everything that changed since the reset, oldest first. */
  effects(): Awaitable<readonly ConformanceEffect[]>;
  /** API calls received since the reset, refused ones included. */
  requestCount(): Awaitable<number>;
  /** The platform's clock, in epoch milliseconds. The suite hands `now` to the connector and waits by `advance`. */
  clock: { now(): number; advance(milliseconds: number): void };

  /** Orders: a buyer orders and pays; gives the order's external id. */
  placeOrder?(): Awaitable<string>;
  /** Orders: the body of an order-list answer with one record made unreadable; any other body unchanged. */
  spoilOneOrder?(body: string): string;

  /** Stock: a listing that offers at least 3 units and may be changed. */
  stockedListing?(): Awaitable<ListingReference>;
  /** Stock: units the platform offers now; null when the listing is gone. */
  quantityOf?(listing: ListingReference): Awaitable<number | null>;

  /** Fulfillment: a new paid order and how to ship it. The suite adds `shippedAt` and `idempotencyKey`. */
  shippableOrder?(): Awaitable<Omit<ShipRequest, "shippedAt" | "idempotencyKey">>;
  /** Fulfillment: the tracking number the platform holds for the order; null when it was not shipped. */
  trackingNumberOf?(orderExternalId: string): Awaitable<string | null>;

  /** OAuth: access tokens given out so far stop working; refresh tokens stay. */
  expireTokens?(): Awaitable<void>;
  /** OAuth: token exchanges of kind refresh since the reset. */
  refreshCount?(): Awaitable<number>;
  /** The seller withdraws the connection: every later call is refused until `reset`. */
  revoke?(): Awaitable<void>;

  /** Products: one whose words find at least two products, itself among them. */
  knownProduct?(): Awaitable<{ number: string; barcode: string; words: string }>;
  /** Products: the day's look-ups are used up. */
  useUpQuota?(): Awaitable<void>;

  /** Bank: money comes in; gives the transaction's external id. */
  receiveMoney?(): Awaitable<string>;
  /** Bank: a transaction that was told before changes, without becoming another one. */
  changeTransaction?(): Awaitable<string>;
  /** Bank: the body of a list of transactions with one record made unreadable; any other body unchanged. */
  spoilOneTransaction?(body: string): string;
  /** Bank: fresh settings of a consent that the seller has yet to approve on the platform's side, and the approval. */
  unapproved?(): Awaitable<{ settings: ConnectorSettings; approve(): Awaitable<void> }>;

  /** Webhooks: a delivery as the platform sends it, fresh and correctly signed. */
  signedWebhook?(): Awaitable<WebhookRequest>;
}

/** What the adapter's own conformance test gives to the suite. */
export interface ConformanceOptions {
  definition: ConnectorDefinition;
  /** Fresh settings that work against the stand-in (credentials, tokens, base URL). Called for each connector made. */
  settings(): Awaitable<ConnectorSettings>;
  /** Settings that are well-formed but that the platform does not accept. */
  wrongSettings(): Awaitable<ConnectorSettings>;
  driver: ConformanceDriver;
  /** Orders to place beyond the seed so that the order list has at least two pages. Defaults to 0. */
  ordersForTwoPages?: number;
  /** A well-formed order id that no order has. Defaults to `999999999`. */
  unknownOrderId?: string;
  /** A well-formed listing that does not exist. Defaults to a stocked listing's reference with id `999999999`. */
  unknownListing?: ListingReference;
  /**
   * Whether `verify` can tell a forged delivery from a true one. False where the platform signs nothing and events
   * are hints only; then the suite checks that no body is refused or believed. Defaults to true.
   */
  signedWebhooks?: boolean;
  /** Whether `verify` itself refuses a delivery seen before; otherwise equal deliveries must carry equal event ids. Defaults to false. */
  refusesReplays?: boolean;
}
