import { createSimulatorContext, type SimulatorContext, type SimulatorOptions, type Table } from "../kit/index.ts";
import type { Account, ApiKey, CatalogItem, Lot, Order } from "./brickowl-entities.ts";
import type { BrickowlStoreSeed } from "./brickowl-seed.ts";

/** Ways Brick Owl is seen to behave, or may: switches that tests turn by the act `setSettings`. */
export interface BrickowlSettings {
  /** Body of an error: `{status, error, error_code}` or `{error: {status}}`; clients report both. */
  errorForm: "flat" | "nested";
  /** Lists as arrays, or as objects keyed by id. */
  lists: "array" | "keyed";
  /** Whether the fields that came after 2015 are on the wire. */
  newerFields: boolean;
  /** A change of stock below zero: refused, or taken as zero. */
  belowZero: "refuse" | "clamp";
  /** Calls beyond the limit: answered 429, or served. */
  overLimit: "refuse" | "serve";
  /** Whether a 429 says when to come back. */
  retryAfter: boolean;
  /** Order of lists, which is not documented. */
  sortDirection: "newest-first" | "oldest-first";
  /** `inventory/list` for a lot that is not there: nothing, or 404. */
  unknownLot: "empty" | "not-found";
  /** Whether `inventory/create` takes a BOID that carries its colour. */
  joinedBoid: "refuse" | "accept";
  /** A second lot with an external id that another one has. */
  duplicateExternalId: "accept" | "refuse";
  /** Answers of a batch: in `responses`, or as a bare array. */
  batchForm: "responses" | "array";
  /** Operation that answers 200 with an empty body, after doing its work; null for none. */
  emptyAnswerOf: string | null;
}

export const defaultSettings: BrickowlSettings = {
  errorForm: "flat",
  lists: "array",
  newerFields: true,
  belowZero: "refuse",
  overLimit: "refuse",
  retryAfter: true,
  sortDirection: "newest-first",
  unknownLot: "empty",
  joinedBoid: "refuse",
  duplicateExternalId: "accept",
  batchForm: "responses",
  emptyAnswerOf: null,
};

/** How the knock at the notify address is made; `port` is for tests, Brick Owl's own is fixed. */
export interface NotifySettings {
  port: number;
  method: "GET" | "POST";
  /** Share of knocks that get lost, 0 to 1: delivery is not guaranteed. */
  lostShare: number;
}

export const defaultNotify: NotifySettings = { port: 42_500, method: "GET", lostShare: 0 };

/** The simulator's context with its tables: what every operation and act works on. */
export interface BrickowlWorld extends SimulatorContext {
  readonly settings: BrickowlSettings;
  readonly notify: NotifySettings;
  readonly shop: BrickowlStoreSeed;
  readonly keys: Table<ApiKey>;
  readonly accounts: Table<Account>;
  readonly items: Table<CatalogItem>;
  readonly lots: Table<Lot>;
  readonly orders: Table<Order>;
}

/** Names of the quotas; each counts by API key. */
export const CALLS_QUOTA = "calls";
export const BATCH_QUOTA = "batch";

/** Makes the world with empty tables. */
export function createBrickowlWorld(options: SimulatorOptions, shop: BrickowlStoreSeed): BrickowlWorld {
  const context = createSimulatorContext("brickowl", options);
  const tables = context.store;
  context.quotas.define({ name: CALLS_QUOTA, limit: 600, windowSeconds: 60 });
  context.quotas.define({ name: BATCH_QUOTA, limit: 100, windowSeconds: 60 });
  return {
    ...context,
    settings: { ...defaultSettings },
    notify: { ...defaultNotify },
    shop,
    keys: tables.table("keys", (row: ApiKey) => row.apiKey),
    accounts: tables.table("accounts", (row: Account) => row.id),
    items: tables.table("items", (row: CatalogItem) => row.boid),
    lots: tables.table("lots", (row: Lot) => row.lotId),
    orders: tables.table("orders", (row: Order) => row.orderId),
  };
}
