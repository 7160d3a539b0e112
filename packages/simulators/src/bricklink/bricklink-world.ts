import { createSimulatorContext, type SimulatorContext, type SimulatorOptions, type Table } from "../kit/index.ts";
import type { CatalogItem, Category, Lot, Notification, Order, Token, UsedNonce } from "./bricklink-entities.ts";
import type { BricklinkStoreSeed } from "./bricklink-seed.ts";

/** Ways BrickLink is seen to behave, or may: switches that tests turn by the act `setSettings`. */
export interface BricklinkSettings {
  /** HTTP status of answers: always 200 with the code in the body (as seen), or the code itself (as documented). */
  statuses: "always-200" | "as-documented";
  /** "No content": an envelope with code 204 (as seen), or an empty 204. */
  noContent: "envelope" | "empty-204";
  /** A lot change without `description`: refused, or the text is wiped. */
  missingDescription: "refuse" | "clear";
  /** Code of a change that would leave less than nothing. */
  belowZeroCode: 400 | 422;
  /** Calls beyond the daily limit: counted and served (as seen), or refused. */
  overLimit: "silent" | "refuse";
  /** Seconds by which the platform's clock differs from the simulator's. */
  clockSkewSeconds: number;
}

export const defaultSettings: BricklinkSettings = {
  statuses: "always-200",
  noContent: "envelope",
  missingDescription: "refuse",
  belowZeroCode: 422,
  overLimit: "silent",
  clockSkewSeconds: 0,
};

/** Where notifications are pushed, and in which of the shapes that sellers have seen. */
export interface CallbackSettings {
  url: string | null;
  body: "list" | "object" | "empty";
  /** Share of pushes that get lost, 0 to 1: delivery is not guaranteed. */
  lostShare: number;
}

/** The simulator's context with its tables: what every route and act works on. */
export interface BricklinkWorld extends SimulatorContext {
  readonly settings: BricklinkSettings;
  readonly callback: CallbackSettings;
  readonly shop: BricklinkStoreSeed;
  readonly tokens: Table<Token>;
  readonly nonces: Table<UsedNonce>;
  readonly items: Table<CatalogItem>;
  readonly categories: Table<Category>;
  readonly lots: Table<Lot>;
  readonly orders: Table<Order>;
  readonly notifications: Table<Notification>;
  /** Epoch milliseconds on the platform's clock. */
  platformNow(): number;
}

/** Name of the quota that counts a consumer's calls. */
export const CALLS_QUOTA = "calls";
const CALLS_A_DAY = 5000;

/** Makes the world with empty tables. */
export function createBricklinkWorld(options: SimulatorOptions, store: BricklinkStoreSeed): BricklinkWorld {
  const context = createSimulatorContext("bricklink", options);
  const settings = { ...defaultSettings };
  const tables = context.store;
  context.quotas.define({ name: CALLS_QUOTA, limit: CALLS_A_DAY, windowSeconds: 86_400, midnightIn: "UTC" });
  return {
    ...context,
    settings,
    callback: { url: null, body: "list", lostShare: 0 },
    shop: store,
    tokens: tables.table("tokens", (row: Token) => row.tokenValue),
    nonces: tables.table("nonces", (row: UsedNonce) => row.key),
    items: tables.table("items", (row: CatalogItem) => itemKey(row.type, row.no)),
    categories: tables.table("categories", (row: Category) => String(row.categoryId)),
    lots: tables.table("lots", (row: Lot) => String(row.inventoryId)),
    orders: tables.table("orders", (row: Order) => String(row.orderId)),
    notifications: tables.table("notifications", (row: Notification) => String(row.id)),
    platformNow: () => context.clock.milliseconds() + settings.clockSkewSeconds * 1000,
  };
}

/** Key of a catalogue item. */
export function itemKey(type: string, no: string): string {
  return `${type}/${no}`;
}
