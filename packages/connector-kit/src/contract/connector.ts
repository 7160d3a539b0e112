import type {
  BankAccount,
  BankBalance,
  BankTransaction,
  FinanceTransaction,
  Listing,
  ListingReference,
  Order,
  Payout,
  Shipment,
  StockLevel,
} from "@counterfoil/core/model";
import type { ConnectorError } from "./connector-error.ts";
import type { DocumentsCapability } from "./documents.ts";
import type { Manifest } from "./manifest.ts";
import type { ProductsCapability } from "./products.ts";
import type { RateBudget, RateLane } from "./rate-budget.ts";
import type { ShippingProvider } from "./shipping.ts";
import type { TokenSet, TokenStore } from "./token-store.ts";
import type { WebhookRequest, WebhookVerification } from "./webhook.ts";

/** Limits on one call: an abort signal, and a deadline in milliseconds for the whole call with its retries. */
export interface CallOptions {
  signal?: AbortSignal;
  deadlineMs?: number;
}

/** One page of a list and the cursor that resumes after it. A cursor is opaque text, safe to store. */
export interface Page<Item> {
  items: Item[];
  cursor: string;
  /** Items the platform sent that could not be read: reported, never dropped in silence. */
  problems: PageProblem[];
}

/** One record of a page that failed its schema or mapping. The rest of the page is still delivered. */
export interface PageProblem {
  externalId: string | null;
  message: string;
  raw: unknown;
}

/** Answer of the cheap test-connection call. */
export interface ProbeResult {
  /** The account's name on the platform; null where the platform has no such call. */
  account: string | null;
  accountId: string | null;
  scopes: readonly string[] | null;
  marketplace: string | null;
  /** The call that was made, such as `GET /commerce/identity/v1/user/`. */
  called: string;
  latencyMs: number;
  /** Things the seller should know although the test passed. */
  warnings: readonly string[];
  /**
   * Set when the credentials are right but the seller must still do something on the platform's side, in a sentence for
   * them. Until then other calls throw `approval_pending`.
   */
  pending?: string | null;
}

export interface OrdersCapability {
  /**
   * Orders changed since the cursor, oldest change first as far as the platform allows; null starts from
   * `startFrom` (ISO 8601, default 90 days back). Iteration may stop anywhere and resume from the last cursor.
   * The same order may come twice; callers upsert by external id.
   */
  changedSince(cursor: string | null, options?: CallOptions & { startFrom?: string }): AsyncIterable<Page<Order>>;
  /** One order. Throws `not_found`. */
  get(externalId: string, options?: CallOptions): Promise<Order>;
}

export interface ListingsCapability {
  /** All listings, one variation a record, resumable by cursor. */
  all(cursor: string | null, options?: CallOptions): AsyncIterable<Page<Listing>>;
}

export interface StockChange {
  listing: ListingReference;
  /** The absolute number of units to offer. */
  quantity: number;
  /** Same key, same effect: a repeated call is safe. */
  idempotencyKey: string;
}

/** What became of one item of a write. Never an exception: one bad item does not hide the others. */
export type WriteOutcome<Value> =
  | { status: "done"; idempotencyKey: string; value: Value; note: string | null }
  | { status: "failed"; idempotencyKey: string; error: ConnectorError };

export interface StockReadOptions extends CallOptions {
  /** How urgent the reading is; that before a withdrawal is `withdraw_stock`. Defaults to `refresh_catalogue`. */
  lane?: RateLane;
}

export interface StockCapability {
  /** What the platform offers now. Listings it no longer knows are absent from the answer. */
  read(listings: readonly ListingReference[], options?: StockReadOptions): Promise<StockLevel[]>;
  /** Sets absolute quantities; one outcome per change, in order. A lost answer is `outcome_unknown`. */
  set(changes: readonly StockChange[], options?: CallOptions): Promise<WriteOutcome<StockLevel>[]>;
}

export interface ShipRequest {
  orderExternalId: string;
  /** Lines in this package; null ships everything that is left. */
  lines: readonly { lineExternalId: string; quantity: number }[] | null;
  carrier: string | null;
  trackingNumber: string | null;
  /** ISO 8601. */
  shippedAt: string;
  idempotencyKey: string;
}

export interface FulfillmentCapability {
  /**
   * Tells the platform that a package left. Throws `outcome_unknown` when the answer was lost: call `reconcile`
   * before anything else. Repeating a request that already took effect answers the same shipment.
   */
  ship(request: ShipRequest, options?: CallOptions): Promise<Shipment>;
  /** Looks on the platform for the shipment that the request asked for; null when it is not there. */
  reconcile(request: ShipRequest, options?: CallOptions): Promise<Shipment | null>;
  /** Carriers the platform knows, its own code and a name; empty where any text is accepted. */
  carriers(options?: CallOptions): Promise<readonly { code: string; name: string }[]>;
}

/** A message of the platform's own that tells a buyer that the parcel left. */
export interface BuyerNoticesCapability {
  /** Sends it once for an order, however often it is called; a lost answer is settled by reading. Throws `not_found`. */
  tell(orderExternalId: string, options?: CallOptions): Promise<"sent" | "already_sent">;
}

export interface WebhooksCapability {
  /** Raw request in, typed events out, or a refusal. Never trusts the body before the signature is checked. */
  verify(request: WebhookRequest, options?: CallOptions): Promise<WebhookVerification>;
  /** Has the platform send its messages to an https address; again changes nothing. Absent where sellers set it up. */
  register?(url: string, options?: CallOptions): Promise<void>;
}

/** One page of one account's transactions. */
export interface BankTransactionPage extends Page<BankTransaction> {
  accountExternalId: string;
  /**
   * The stretch of time that the bank refused to give, ISO 8601; null when nothing is missing. A new consent may open
   * it again: see `refill`.
   */
  unread: { from: string; to: string } | null;
}

/** Bank accounts to read from. Nothing here moves money. */
export interface BankTransactionsCapability {
  /** All accounts that the consent covers, closed ones and those without readable transactions too. */
  accounts(options?: CallOptions): Promise<BankAccount[]>;
  /** What is in one account now. Throws `not_found`. */
  balance(accountExternalId: string, options?: CallOptions): Promise<BankBalance>;
  /**
   * Transactions that are new or have changed since the cursor, account by account and oldest first; null reads all
   * history that the bank gives, or from `startFrom` (ISO 8601). Call it at once after a consent: some banks give old
   * transactions for minutes only. `refill` asks again for what an earlier reading was refused. Iteration may stop
   * anywhere and resume from the last cursor. Throws `approval_pending` until the seller has approved the consent.
   */
  changedSince(
    cursor: string | null,
    options?: CallOptions & { startFrom?: string; accounts?: readonly string[]; refill?: boolean },
  ): AsyncIterable<BankTransactionPage>;
  /** One transaction. Throws `not_found`. */
  get(externalId: string, options?: CallOptions): Promise<BankTransaction>;
}

/** The money a platform keeps for the seller, and sends. */
export interface FinancesCapability {
  /**
   * Movements of the seller's funds that are new or may have changed since the cursor, such as by being paid out; null
   * starts from `startFrom` (ISO 8601, default 90 days back). The same movement may come again.
   */
  transactions(
    cursor: string | null,
    options?: CallOptions & { startFrom?: string },
  ): AsyncIterable<Page<FinanceTransaction>>;
  /** Payouts, in the same manner. */
  payouts(cursor: string | null, options?: CallOptions & { startFrom?: string }): AsyncIterable<Page<Payout>>;
}

/** A connected account. Capabilities a platform lacks are undefined, as its manifest declares. */
export interface Connector {
  readonly manifest: Manifest;
  probe(options?: CallOptions): Promise<ProbeResult>;
  readonly orders?: OrdersCapability;
  readonly listings?: ListingsCapability;
  readonly stock?: StockCapability;
  readonly fulfillment?: FulfillmentCapability;
  readonly webhooks?: WebhooksCapability;
  readonly products?: ProductsCapability;
  readonly finances?: FinancesCapability;
  readonly bankTransactions?: BankTransactionsCapability;
  readonly documents?: DocumentsCapability;
  readonly buyerNotices?: BuyerNoticesCapability;
  readonly shipping?: ShippingProvider;
}

/** A connector of a place to sell, with everything that selling needs. */
export type SellingConnector = Connector &
  Required<Pick<Connector, "orders" | "listings" | "stock" | "fulfillment" | "webhooks">>;

/** One thing that happened on the wire. Holds no secret and no personal data. */
export interface ConnectorEvent {
  type: "request" | "response" | "wait" | "retry" | "refresh" | "validation";
  platform: string;
  operation: string;
  /** Epoch milliseconds. */
  at: number;
  attempt: number;
  status?: number;
  durationMs?: number;
  waitMs?: number;
  message?: string;
}

/** Settings every connector factory accepts. */
export interface ConnectorSettings {
  /** Values of the manifest's fields. Tokens of an OAuth connection live in `tokens`, not here. */
  credentials: Readonly<Record<string, string>>;
  environment?: string;
  /** Default marketplace, such as `EBAY_GB`. */
  marketplace?: string;
  /** Sends every call to this origin instead of the platform's (proxy, simulator). */
  baseURL?: string;
  tokens?: TokenStore;
  fetch?: typeof globalThis.fetch;
  rateBudget?: RateBudget;
  onEvent?: (event: ConnectorEvent) => void;
  /** Clock in epoch milliseconds; defaults to the system's. */
  now?: () => number;
  /** Waits; defaults to a timer. Tests pass one that returns at once. */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Uniform in [0, 1); jitter and nonces that need no secrecy. */
  random?: () => number;
}

/** Inputs shared by the steps of an OAuth 2.0 consent. */
export interface OAuthContext {
  /** The application's own credentials: the `oauth2` method's fields. */
  application: Readonly<Record<string, string>>;
  environment?: string;
  /** Chosen marketplace, where consent depends on it. */
  marketplace?: string;
  redirectUri: string;
  baseURL?: string;
  fetch?: typeof globalThis.fetch;
  now?: () => number;
}

/** The consent flow of a platform, driven by the server; the connector knows the wire, the server the session. */
export interface OAuthFlow {
  /** Where the seller's browser goes. `state` is made and checked by the caller. */
  authorizationUrl(context: OAuthContext & { state: string }): string;
  /** Turns the callback's query into tokens. Throws `auth_revoked` for a refusal, `invalid_request` for a bad code. */
  exchange(
    context: OAuthContext & { query: Readonly<Record<string, string>> },
    options?: CallOptions,
  ): Promise<{ tokens: TokenSet; credentials: Record<string, string> }>;
}

/** Everything a host needs to offer a platform: data, factory, consent. Each connector package exports one. */
export interface ConnectorDefinition {
  readonly manifest: Manifest;
  create(settings: ConnectorSettings): Connector;
  /**
   * Turns typed keys into those to store, once, before they are tried: a password into what it is exchanged for. The
   * answer replaces what was typed. Throws `auth_revoked` for what the platform does not accept.
   */
  exchangeKeys?(settings: ConnectorSettings, options?: CallOptions): Promise<Record<string, string>>;
  readonly oauth?: OAuthFlow;
}
