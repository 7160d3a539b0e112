import {
  createSimulatorContext,
  createWebhookSender,
  type SimulatorContext,
  type SimulatorOptions,
  type Table,
} from "../kit/index.ts";
import type {
  AccessToken,
  Account,
  AuthorizationCode,
  Client,
  Grant,
  MagicLink,
  Merchant,
  Pot,
  RefreshToken,
  Transaction,
  User,
  Webhook,
} from "./monzo-entities.ts";

/** Ways Monzo is seen to behave, or may: switches that tests turn by the act `setSettings`. Null means never. */
export interface MonzoSettings {
  accessTokenSeconds: number;
  /** Approves by itself so long after the code was exchanged; null waits for the act `approve` or the app page. */
  approveAfterSeconds: number | null;
  /** How long all history can be read. */
  historyWindowSeconds: number;
  /** When that window begins; the documents do not say. */
  historyWindowStarts: "approval" | "sign-in";
  /** Days that can be read after the window. */
  historyDays: number;
  /** Days that one call may span; clients report 365. */
  spanDays: number | null;
  /** Words of a refused refresh; clients report both. */
  refreshError: "bad-refresh-token" | "invalid-grant";
  /** Whether a 429 says when to come back. */
  retryAfter: boolean;
  /** Whether `transaction.updated` is sent; clients have seen it, the documents do not name it. */
  sendsUpdates: boolean;
}

const HOUR = 3600;

export const defaultSettings: MonzoSettings = {
  accessTokenSeconds: 6 * HOUR,
  approveAfterSeconds: null,
  historyWindowSeconds: 300,
  historyWindowStarts: "approval",
  historyDays: 90,
  spanDays: 365,
  refreshError: "bad-refresh-token",
  retryAfter: true,
  sendsUpdates: false,
};

/** The simulator's context with its tables: what every route and act works on. */
export interface MonzoWorld extends SimulatorContext {
  readonly settings: MonzoSettings;
  readonly clients: Table<Client>;
  readonly users: Table<User>;
  readonly magicLinks: Table<MagicLink>;
  readonly codes: Table<AuthorizationCode>;
  readonly grants: Table<Grant>;
  readonly accessTokens: Table<AccessToken>;
  readonly refreshTokens: Table<RefreshToken>;
  readonly accounts: Table<Account>;
  readonly pots: Table<Pot>;
  readonly merchants: Table<Merchant>;
  readonly transactions: Table<Transaction>;
  readonly webhookRegistrations: Table<Webhook>;
}

/** Name of the quota that counts a client's calls. Monzo's own figures are not published. */
export const REQUESTS_QUOTA = "requests";
const REQUESTS_AT_ONCE = 200;
const REQUESTS_A_SECOND = 10;
const DELIVERY_ATTEMPTS = 5;
const BASE62 = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"];

/** Makes the world with empty tables. */
export function createMonzoWorld(options: SimulatorOptions): MonzoWorld {
  const context = createSimulatorContext("monzo", options);
  const { store, clock } = context;
  context.quotas.define({ name: REQUESTS_QUOTA, limit: REQUESTS_AT_ONCE, refillPerSecond: REQUESTS_A_SECOND });
  const sending = { clock, maxAttempts: DELIVERY_ATTEMPTS, ...(options.fetch && { fetch: options.fetch }) };
  return {
    ...context,
    webhooks: createWebhookSender(sending),
    settings: { ...defaultSettings },
    clients: store.table("clients", (row: Client) => row.clientId),
    users: store.table("users", (row: User) => row.userId),
    magicLinks: store.table("magic-links", (row: MagicLink) => row.token),
    codes: store.table("codes", (row: AuthorizationCode) => row.code),
    grants: store.table("grants", (row: Grant) => row.id),
    accessTokens: store.table("access-tokens", (row: AccessToken) => row.token),
    refreshTokens: store.table("refresh-tokens", (row: RefreshToken) => row.token),
    accounts: store.table("accounts", (row: Account) => row.id),
    pots: store.table("pots", (row: Pot) => row.id),
    merchants: store.table("merchants", (row: Merchant) => row.id),
    transactions: store.table("transactions", (row: Transaction) => row.id),
    webhookRegistrations: store.table("webhooks", (row: Webhook) => row.id),
  };
}

/** An id as Monzo writes them: `tx_0000` and 18 more. */
export function nextId(world: MonzoWorld, kind: "tx" | "webhook" | "grant"): string {
  return `${kind}_0000${secret(world, 18)}`;
}

/** So many letters and digits from the simulator's seed. */
export function secret(world: MonzoWorld, length: number): string {
  return Array.from({ length }, () => world.random.pick(BASE62)).join("");
}
