import { createSimulatorContext, type SimulatorContext, type SimulatorOptions, type Table } from "../kit/index.ts";
import type { ApiKey, Contact, Definition, Order, StockItem, Storage, Tenant } from "./bricqer-entities.ts";
import type { ChannelOrder } from "./bricqer-seed.ts";

/** Ways Bricqer is seen to behave, or may, and ways in which answers may be hostile: turned by the act `setSettings`. */
export interface BricqerSettings {
  /** Operations (by name, or `*`) that answer in snake_case instead of camelCase. */
  snakeCaseOf: readonly string[];
  /** Status of an answer to a call without key. */
  missingKey: 401 | 403;
  /** Whether `modified__gte` and `modified__lte` still work; unknown filters are ignored without a word. */
  modifiedFilter: "honoured" | "ignored";
  /** Orders that a list without `filed` gives; not documented. */
  filedDefault: "all" | "open";
  /** What a change of a stock item answers. */
  patchAnswer: "item" | "empty";
  /** Storage places as a bare array or in pages. */
  storageForm: "array" | "paged";
  /** `order` of an order that was made by the API: an object, or an object's JSON text. */
  orderField: "object" | "text";
  /** Whether times carry a zone. */
  zone: "Z" | "none";
  /** Separator of the stock report. */
  csvDelimiter: "," | ";";
  /** Hostile: origin that `next` links lead to. */
  nextLinksTo: string | null;
  /** Hostile: origin that pictures lie on. */
  picturesTo: string | null;
  /** Hostile: origin that every call is redirected to. */
  redirectsTo: string | null;
}

export const defaultSettings: BricqerSettings = {
  snakeCaseOf: [],
  missingKey: 401,
  modifiedFilter: "honoured",
  filedDefault: "all",
  patchAnswer: "item",
  storageForm: "array",
  orderField: "object",
  zone: "Z",
  csvDelimiter: ",",
  nextLinksTo: null,
  picturesTo: null,
  redirectsTo: null,
};

/** The simulator's context with its tables: what every operation and act works on. */
export interface BricqerWorld extends SimulatorContext {
  readonly settings: BricqerSettings;
  /** Orders on the channels of the first tenant at this moment; Bricqer looks there by itself. */
  readonly channelOrders: () => readonly ChannelOrder[];
  readonly tenants: Table<Tenant>;
  readonly keys: Table<ApiKey>;
  readonly definitions: Table<Definition>;
  readonly storages: Table<Storage>;
  readonly items: Table<StockItem>;
  readonly contacts: Table<Contact>;
  readonly orders: Table<Order>;
}

/** Name of the quota; it counts by API key. */
export const CALLS_QUOTA = "calls";

/** The key of a row in a table. */
export function rowKey(tenant: string, id: number | string): string {
  return `${tenant}/${id}`;
}

const ownKey = ({ tenant, id }: { tenant: string; id: number }) => rowKey(tenant, id);

/** Makes the world with empty tables. */
export function createBricqerWorld(
  options: SimulatorOptions,
  channelOrders: BricqerWorld["channelOrders"],
): BricqerWorld {
  const context = createSimulatorContext("bricqer", options);
  const { store } = context;
  context.quotas.define({ name: CALLS_QUOTA, limit: 100, refillPerSecond: 100 / 60 });
  return {
    ...context,
    settings: { ...defaultSettings },
    channelOrders,
    tenants: store.table("tenants", (row: Tenant) => row.label),
    keys: store.table("keys", (row: ApiKey) => row.apiKey),
    definitions: store.table<Definition>("definitions", ownKey),
    storages: store.table<Storage>("storages", ownKey),
    items: store.table<StockItem>("items", ownKey),
    contacts: store.table<Contact>("contacts", ownKey),
    orders: store.table<Order>("orders", ownKey),
  };
}
