import {
  createSimulatorContext,
  createWebhookSender,
  type SimulatorContext,
  type SimulatorOptions,
  type Table,
} from "../kit/index.ts";
import type {
  AccessToken,
  App,
  AuthorizationCode,
  Cancellation,
  DeliveryOption,
  ExternalReference,
  Grant,
  IdempotentAnswer,
  Order,
  Package,
  Product,
  Return,
  Seller,
  ShippingDocument,
  Shop,
  Warehouse,
  Webhook,
} from "./tiktok-shop-entities.ts";

/** Ways TikTok Shop is seen to behave, or may: switches that tests turn by the act `setSettings`. Null means never. */
export interface TiktokShopSettings {
  accessTokenSeconds: number;
  refreshTokenSeconds: number;
  /** Whether a refresh ends the refresh token it was made with; the documents do not say. */
  oldRefreshToken: "dies" | "lives";
  holdSeconds: number;
  /** Days after payment by which an order must leave. */
  shipWithinDays: number;
  /** Whether an order that is not shipped in time is cancelled by the platform. */
  cancelsLateOrders: boolean;
  collectAfterSeconds: number | null;
  deliverAfterSeconds: number | null;
  completeAfterSeconds: number | null;
  /** Takes any webhook address, for listeners on this machine. */
  anyWebhookAddress: boolean;
  /** A mark-as-shipped answer carries this warning. */
  shipWarning: string | null;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

export const defaultSettings: TiktokShopSettings = {
  accessTokenSeconds: 7 * DAY,
  refreshTokenSeconds: 365 * DAY,
  oldRefreshToken: "dies",
  holdSeconds: HOUR,
  shipWithinDays: 3,
  cancelsLateOrders: true,
  collectAfterSeconds: 12 * HOUR,
  deliverAfterSeconds: 2 * DAY,
  completeAfterSeconds: 7 * DAY,
  anyWebhookAddress: false,
  shipWarning: null,
};

/** The simulator's context with its tables: what every route and act works on. */
export interface TiktokShopWorld extends SimulatorContext {
  readonly settings: TiktokShopSettings;
  readonly apps: Table<App>;
  readonly sellers: Table<Seller>;
  readonly shops: Table<Shop>;
  readonly codes: Table<AuthorizationCode>;
  readonly grants: Table<Grant>;
  readonly accessTokens: Table<AccessToken>;
  readonly warehouses: Table<Warehouse>;
  readonly deliveryOptions: Table<DeliveryOption>;
  readonly products: Table<Product>;
  readonly orders: Table<Order>;
  readonly packages: Table<Package>;
  readonly cancellations: Table<Cancellation>;
  readonly returns: Table<Return>;
  readonly webhookRegistrations: Table<Webhook>;
  readonly documents: Table<ShippingDocument>;
  readonly idempotent: Table<IdempotentAnswer>;
  readonly externalReferences: Table<ExternalReference>;
  /** Now in epoch seconds, the unit of the wire. */
  seconds(): number;
}

/** Name of the quota that counts an app's calls for one shop. */
export const REQUESTS_QUOTA = "requests";
const REQUESTS_A_SECOND = 50;
const DELIVERY_ATTEMPTS = 5;

/** Makes the world with empty tables. */
export function createTiktokShopWorld(options: SimulatorOptions): TiktokShopWorld {
  const context = createSimulatorContext("tiktok-shop", options);
  const { store, clock } = context;
  context.quotas.define({ name: REQUESTS_QUOTA, limit: REQUESTS_A_SECOND, refillPerSecond: REQUESTS_A_SECOND });
  return {
    ...context,
    webhooks: createWebhookSender({
      clock,
      maxAttempts: DELIVERY_ATTEMPTS,
      ...(options.fetch && { fetch: options.fetch }),
    }),
    settings: { ...defaultSettings },
    apps: store.table("apps", (row: App) => row.appKey),
    sellers: store.table("sellers", (row: Seller) => row.openId),
    shops: store.table("shops", (row: Shop) => row.id),
    codes: store.table("codes", (row: AuthorizationCode) => row.code),
    grants: store.table("grants", (row: Grant) => row.id),
    accessTokens: store.table("access-tokens", (row: AccessToken) => row.token),
    warehouses: store.table("warehouses", (row: Warehouse) => row.id),
    deliveryOptions: store.table("delivery-options", (row: DeliveryOption) => row.id),
    products: store.table("products", (row: Product) => row.id),
    orders: store.table("orders", (row: Order) => row.id),
    packages: store.table("packages", (row: Package) => row.id),
    cancellations: store.table("cancellations", (row: Cancellation) => row.id),
    returns: store.table("returns", (row: Return) => row.id),
    webhookRegistrations: store.table("webhooks", (row: Webhook) => webhookKey(row)),
    documents: store.table("documents", (row: ShippingDocument) => row.token),
    idempotent: store.table("idempotent-answers", (row: IdempotentAnswer) => row.key),
    externalReferences: store.table("external-references", (row: ExternalReference) => externalKey(row)),
    seconds: () => Math.floor(clock.milliseconds() / 1000),
  };
}

export function webhookKey(row: Pick<Webhook, "appKey" | "shopId" | "eventType">): string {
  return `${row.appKey}/${row.shopId}/${row.eventType}`;
}

export function externalKey(row: Pick<ExternalReference, "orderId" | "platform">): string {
  return `${row.orderId}/${row.platform}`;
}

/** The next id of a kind: a fixed beginning and a running number, 19 digits in all, beyond what a JSON number holds. */
export function nextId(world: TiktokShopWorld, kind: keyof typeof idStarts): string {
  const start = idStarts[kind];
  return `${start}${String(world.store.nextNumber(`id-${kind}`, 1001)).padStart(19 - start.length, "0")}`;
}

const idStarts = {
  order: "57646141",
  line: "57708651",
  package: "11521327",
  product: "17295829",
  sku: "27293824",
  warehouse: "70685172",
  deliveryOption: "70911466",
  provider: "71178588",
  cancellation: "40353185",
  return: "40353193",
  service: "28823355",
  notification: "73271123",
  user: "70214368",
} as const;
