import type { KeyObject } from "node:crypto";
import { generateKeyPairSync } from "node:crypto";
import { createSimulatorContext, type SimulatorContext, type SimulatorOptions, type Table } from "../kit/index.ts";
import type {
  AccessToken,
  Application,
  AuthorizationCode,
  Destination,
  FeedTask,
  Grant,
  InventoryItem,
  Listing,
  NotificationPreferences,
  Offer,
  Order,
  PastPayout,
  Seller,
  SigningKey,
  Subscription,
} from "./ebay-entities.ts";

/** Switches that tests turn while the simulator runs. */
export interface EbaySettings {
  accessTokenSeconds: number;
}

/** The simulator's context with its tables: what every route and act works on. */
export interface EbayWorld extends SimulatorContext {
  readonly settings: EbaySettings;
  readonly applications: Table<Application>;
  readonly sellers: Table<Seller>;
  readonly codes: Table<AuthorizationCode>;
  readonly grants: Table<Grant>;
  readonly accessTokens: Table<AccessToken>;
  readonly listings: Table<Listing>;
  readonly inventoryItems: Table<InventoryItem>;
  readonly offers: Table<Offer>;
  readonly orders: Table<Order>;
  readonly destinations: Table<Destination>;
  readonly subscriptions: Table<Subscription>;
  readonly notificationConfigs: Table<{ clientId: string; alertEmail: string }>;
  readonly notificationPreferences: Table<NotificationPreferences>;
  readonly signingKeys: Table<SigningKey>;
  readonly feedTasks: Table<FeedTask>;
  readonly pastPayouts: Table<PastPayout>;
  /** Signs notifications; made anew for each simulator. */
  readonly notificationKey: { id: string; privateKey: KeyObject; publicKey: KeyObject };
}

/** Key of an inventory item: a SKU is unique within one seller. */
export function inventoryKey(username: string, sku: string): string {
  return `${username}\n${sku}`;
}

/** Makes the world with empty tables. */
export function createEbayWorld(options: SimulatorOptions): EbayWorld {
  const context = createSimulatorContext("ebay", options);
  const { store } = context;
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    ...context,
    settings: { accessTokenSeconds: 7200 },
    applications: store.table("applications", (row: Application) => row.clientId),
    sellers: store.table("sellers", (row: Seller) => row.username),
    codes: store.table("codes", (row: AuthorizationCode) => row.code),
    grants: store.table("grants", (row: Grant) => row.refreshToken),
    accessTokens: store.table("access-tokens", (row: AccessToken) => row.accessToken),
    listings: store.table("listings", (row: Listing) => row.itemId),
    inventoryItems: store.table("inventory-items", (row: InventoryItem) => inventoryKey(row.username, row.sku)),
    offers: store.table("offers", (row: Offer) => row.offerId),
    orders: store.table("orders", (row: Order) => row.orderId),
    destinations: store.table("destinations", (row: Destination) => row.destinationId),
    subscriptions: store.table("subscriptions", (row: Subscription) => row.subscriptionId),
    notificationConfigs: store.table("configs", (row: { clientId: string; alertEmail: string }) => row.clientId),
    notificationPreferences: store.table("preferences", (row: NotificationPreferences) => row.username),
    signingKeys: store.table("signing-keys", (row: SigningKey) => row.jwe),
    feedTasks: store.table("feed-tasks", (row: FeedTask) => row.taskId),
    pastPayouts: store.table("past-payouts", (row: PastPayout) => row.payoutId),
    notificationKey: { id: "sim-key-0001", ...pair },
  };
}
