import {
  ConnectorError,
  type ConnectorSettings,
  createMemoryRateBudget,
  createMemoryTokenStore,
  noTokens,
  type RateBudget,
  type TokenStore,
} from "@counterfoil/connector-kit";
import { z } from "zod";
import { tiktokShopFields } from "./tiktok-shop-fields.ts";
import {
  type RegionGroup,
  type TiktokShopHosts,
  tiktokShopEnvironments,
  tiktokShopHosts,
} from "./tiktok-shop-hosts.ts";
import { tiktokShopManifest } from "./tiktok-shop-manifest.ts";
import { groupOfRegion, tiktokShopRegions } from "./tiktok-shop-regions.ts";

/** Settings of `createTiktokShop`. */
export interface TiktokShopSettings extends ConnectorSettings {
  /**
   * The manifest's fields, and what a consent adds to them: `shopId`, `shopCipher`, `shopRegion`. A script without a
   * token store may give a `refreshToken` here.
   */
  credentials: Readonly<Record<string, string>>;
}

export interface TiktokShopCredentials {
  appKey: string;
  appSecret: string;
  serviceId?: string;
  regionGroup?: RegionGroup;
  shopCode?: string;
  warehouseId?: string;
  shopId?: string;
  shopCipher?: string;
  shopRegion?: string;
  refreshToken?: string;
}

/** Checked settings, in the form the connector works with. */
export interface TiktokShopContext {
  settings: TiktokShopSettings;
  credentials: TiktokShopCredentials;
  hosts: TiktokShopHosts;
  /** The chosen country; null where none is. */
  region: string | null;
  tokens: TokenStore;
  rateBudget: RateBudget;
  now: () => number;
}

const stored = z.string().min(1).optional();
const credentialsSchema = z.strictObject({
  ...Object.fromEntries(tiktokShopFields.map((field) => [field.name, field.schema])),
  shopId: stored,
  shopCipher: stored,
  shopRegion: stored,
  refreshToken: stored,
});

const settingsSchema = z.strictObject({
  credentials: z.record(z.string(), z.string()),
  environment: z.enum(tiktokShopEnvironments.map(({ id }) => id)).optional(),
  marketplace: z.enum(tiktokShopRegions.map(({ id }) => id)).optional(),
  baseURL: z.url().optional(),
  tokens: z.unknown().optional(),
  fetch: z.unknown().optional(),
  rateBudget: z.unknown().optional(),
  onEvent: z.unknown().optional(),
  now: z.unknown().optional(),
  sleep: z.unknown().optional(),
  random: z.unknown().optional(),
});

/** Checks settings strictly. Throws `invalid_request` with one issue for each wrong setting. */
export function readSettings(settings: TiktokShopSettings): TiktokShopContext {
  const { marketplace, baseURL } = checked(settingsSchema, settings, "settings");
  const credentials = readCredentials(settings.credentials);
  return {
    settings,
    credentials,
    hosts: tiktokShopHosts(regionGroup(credentials, marketplace), baseURL),
    region: marketplace ?? credentials.shopRegion ?? null,
    tokens: settings.tokens ?? scriptTokens(credentials.refreshToken),
    rateBudget: settings.rateBudget ?? ownBudget(settings),
    now: settings.now ?? (() => Date.now()),
  };
}

/** Checks the application's credentials. An empty field counts as not given. */
export function readCredentials(given: Readonly<Record<string, string>>): TiktokShopCredentials {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  // The schema is built from the manifest's fields, whose names are those of TiktokShopCredentials.
  return checked(credentialsSchema, filled, "credentials") as unknown as TiktokShopCredentials;
}

/** Which half of TikTok Shop to sign in at. Throws `invalid_request` when the two choices contradict each other. */
export function regionGroup(credentials: TiktokShopCredentials, marketplace: string | undefined): RegionGroup {
  const chosen = credentials.regionGroup;
  if (marketplace === undefined) return chosen ?? "ROW";
  const group = groupOfRegion(marketplace);
  if (chosen === undefined || chosen === group) return group;
  const message =
    group === "US"
      ? "The country is the United States, but the shop is said to be elsewhere. Choose the same for both."
      : "The country is not the United States, but the shop is said to be there. Choose the same for both.";
  throw new ConnectorError({
    code: "invalid_request",
    message,
    issues: [{ path: "regionGroup", code: null, message }],
  });
}

function checked<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({
    path: issue.path.map(String).join(".") || null,
    code: issue.code ?? null,
    message: issue.message,
  }));
  const message = `The TikTok Shop ${what} are not right. ${issues.map((issue) => issue.message).join(" ")}`;
  throw new ConnectorError({ code: "invalid_request", message, issues });
}

function ownBudget({ now, sleep }: TiktokShopSettings): RateBudget {
  const { limits, name } = tiktokShopManifest;
  return createMemoryRateBudget({ limits, platformName: name, ...(now && { now }), ...(sleep && { sleep }) });
}

function scriptTokens(refreshToken: string | undefined): TokenStore {
  return createMemoryTokenStore(refreshToken ? { ...noTokens, refreshToken } : null);
}
