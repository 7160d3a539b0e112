import { createSimulatorContext, type SimulatorContext, type SimulatorOptions, type Table } from "../kit/index.ts";
import type {
  AccessToken,
  Application,
  AuthorizationCode,
  Destination,
  Feed,
  Forwarder,
  Grant,
  LabelShipment,
  Listing,
  ListingIssue,
  Order,
  PageToken,
  Report,
  Seller,
  SignedAddress,
  StoredDocument,
  Subscription,
  WarehouseItem,
} from "./amazon-entities.ts";
import type { AmazonTiming } from "./amazon-seed.ts";
import { createSnsIdentity, type SnsIdentity } from "./notifications/sns-identity.ts";

/** Switches that tests turn while the simulator runs. */
export interface AmazonSettings extends AmazonTiming {
  gzipDocuments: boolean;
  /** Charset of report documents. */
  reportCharset: "UTF-8" | "ISO-8859-1";
  /** Reports come with German column names, whatever locale was asked for. */
  localizedHeaders: boolean;
  /** Orders v0 gives personal data to restricted data tokens only. */
  restrictedTokensRequired: boolean;
  /** What the next submission of a listing is answered with, though it is taken. */
  nextSubmissionIssue: ListingIssue | null;
  /** The next report or feed comes to this end. */
  nextJobOutcome: "CANCELLED" | "FATAL" | null;
}

export const defaultTiming: AmazonTiming = {
  accessTokenSeconds: 3600,
  orderLagSeconds: 120,
  listingDelaySeconds: 60,
  queueSeconds: 15,
  processingSeconds: 30,
};

/** The simulator's context with its tables: what every route and act works on. */
export interface AmazonWorld extends SimulatorContext {
  readonly settings: AmazonSettings;
  readonly applications: Table<Application>;
  readonly sellers: Table<Seller>;
  readonly codes: Table<AuthorizationCode>;
  readonly grants: Table<Grant>;
  readonly accessTokens: Table<AccessToken>;
  readonly listings: Table<Listing>;
  readonly warehouse: Table<WarehouseItem>;
  readonly orders: Table<Order>;
  readonly reports: Table<Report>;
  readonly feeds: Table<Feed>;
  readonly documents: Table<StoredDocument>;
  readonly signedAddresses: Table<SignedAddress>;
  readonly pageTokens: Table<PageToken>;
  readonly destinations: Table<Destination>;
  readonly subscriptions: Table<Subscription>;
  readonly forwarders: Table<Forwarder>;
  readonly labels: Table<LabelShipment>;
  /** Signs as SNS does; key and certificate are made at first use. */
  readonly sns: SnsIdentity;
}

/** Key of a listing or a warehouse item: a SKU is unique within one seller. */
export function skuKey(sellerId: string, sku: string): string {
  return `${sellerId}\n${sku}`;
}

/** Makes the world with empty tables. */
export function createAmazonWorld(options: SimulatorOptions): AmazonWorld {
  const context = createSimulatorContext("amazon", options);
  const { store } = context;
  return {
    ...context,
    settings: initialSettings(),
    applications: store.table("applications", (row: Application) => row.clientId),
    sellers: store.table("sellers", (row: Seller) => row.sellerId),
    codes: store.table("codes", (row: AuthorizationCode) => row.code),
    grants: store.table("grants", (row: Grant) => row.refreshToken),
    accessTokens: store.table("access-tokens", (row: AccessToken) => row.accessToken),
    listings: store.table("listings", (row: Listing) => skuKey(row.sellerId, row.sku)),
    warehouse: store.table("warehouse", (row: WarehouseItem) => skuKey(row.sellerId, row.sku)),
    orders: store.table("orders", (row: Order) => row.orderId),
    reports: store.table("reports", (row: Report) => row.reportId),
    feeds: store.table("feeds", (row: Feed) => row.feedId),
    documents: store.table("documents", (row: StoredDocument) => row.documentId),
    signedAddresses: store.table("signed-addresses", (row: SignedAddress) => row.signature),
    pageTokens: store.table("page-tokens", (row: PageToken) => row.token),
    destinations: store.table("destinations", (row: Destination) => row.destinationId),
    subscriptions: store.table("subscriptions", (row: Subscription) => row.subscriptionId),
    forwarders: store.table("forwarders", (row: Forwarder) => row.id),
    labels: store.table("labels", (row: LabelShipment) => row.shipmentId),
    sns: createSnsIdentity(),
  };
}

/** Settings as they are at the start and after a reset. */
export function initialSettings(timing: Partial<AmazonTiming> = {}): AmazonSettings {
  return {
    ...defaultTiming,
    ...timing,
    gzipDocuments: true,
    reportCharset: "UTF-8",
    localizedHeaders: false,
    restrictedTokensRequired: false,
    nextSubmissionIssue: null,
    nextJobOutcome: null,
  };
}

/** Now and then in the simulator's own time. */
export function secondsFromNow(world: AmazonWorld, seconds: number): number {
  return world.clock.milliseconds() + seconds * 1000;
}

/** `2026-03-01T12:00:00Z`: Amazon writes no milliseconds. */
export function instantText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
