import {
  type CallLimits,
  ConnectorError,
  type ConnectorSettings,
  createMemoryRateBudget,
  createMemoryTokenStore,
  noTokens,
  type RateBudget,
  schemaIssues,
  sleep,
  type TokenStore,
} from "@counterfoil/connector-kit";
import { z } from "zod";
import { consentFields, manualFields, sellerIdSchema } from "./amazon-fields.ts";
import { type AmazonHosts, amazonEnvironments, amazonHosts } from "./amazon-hosts.ts";
import { amazonLimits } from "./amazon-operations.ts";
import { type AmazonPlace, placeOf } from "./amazon-place.ts";
import { waitForRoom } from "./wait-for-room.ts";

/** Settings of `createAmazon`. */
export interface AmazonSettings extends ConnectorSettings {
  /**
   * The manifest's fields. By consent: `clientId`, `clientSecret`, `applicationId` and, from the consent, `sellerId`,
   * with the tokens in `tokens`. By hand: `clientId`, `clientSecret`, `refreshToken`, `sellerId`.
   */
  credentials: Readonly<Record<string, string>>;
  /** The home marketplace, by Amazon's id; it decides the region. `credentials.marketplaceId` where it is left out. */
  marketplace?: string;
  /**
   * Lists orders that Amazon's own warehouses ship as well. Off by default: they take nothing from the seller's shelf,
   * and a host that claims stock for every order would count them twice.
   */
  includeAmazonFulfilled?: boolean;
  /** From how many changes on stock is set by one feed instead of a call for each; defaults to 200. */
  feedFrom?: number;
}

/** The stored values, checked. */
export interface AmazonCredentials {
  clientId: string;
  clientSecret: string;
  applicationId?: string;
  draft?: "yes" | "no";
  refreshToken?: string;
  sellerId?: string;
  /** The home marketplace of an installation that has only one. */
  marketplaceId?: string;
  region?: string;
  marketplaceIds?: string;
  clientSecretCreatedAt?: string;
  forwarderSecret?: string;
  forwarderHeader?: string;
  snsTopicArn?: string;
}

/** Checked settings, in the form the connector works with. */
export interface AmazonContext {
  settings: AmazonSettings;
  credentials: AmazonCredentials;
  /** Throws `invalid_request` where no marketplace was chosen, or a region that it does not belong to. */
  place(): AmazonPlace;
  /** Throws as `place` does. */
  hosts(): AmazonHosts;
  /** The merchant token. Throws `invalid_request` where it is not known. */
  sellerId(): string;
  tokens: TokenStore;
  rateBudget: RateBudget;
  now: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Makes a call and waits, within the limits, where Amazon's bucket of it is empty. */
  patiently<Value>(call: () => Promise<Value>, limits: CallLimits): Promise<Value>;
}

const everyField = new Map([...consentFields, ...manualFields].map((field) => [field.name, field]));
const alwaysNeeded: ReadonlySet<string> = new Set(["clientId", "clientSecret"]);

const credentialsSchema = z.strictObject({
  ...Object.fromEntries(
    [...everyField].map(([name, { schema }]) => [name, alwaysNeeded.has(name) ? schema : schema.optional()]),
  ),
  sellerId: sellerIdSchema,
  marketplaceId: z.string().optional(),
});

const settingsSchema = z.strictObject({
  credentials: z.record(z.string(), z.string()),
  environment: z.enum(amazonEnvironments.map(({ id }) => id)).default("production"),
  marketplace: z.string().optional(),
  baseURL: z.url().optional(),
  includeAmazonFulfilled: z.boolean().optional(),
  feedFrom: z.number().int().positive().optional(),
  tokens: z.unknown().optional(),
  fetch: z.unknown().optional(),
  rateBudget: z.unknown().optional(),
  onEvent: z.unknown().optional(),
  now: z.unknown().optional(),
  sleep: z.unknown().optional(),
  random: z.unknown().optional(),
});

/**
 * Checks settings strictly. Throws `invalid_request` with one issue for each wrong setting. Where the account sells is
 * checked at the first call that needs it: messages can be checked without.
 */
export function readSettings(settings: AmazonSettings): AmazonContext {
  const { environment, baseURL } = checked(settingsSchema, settings, "settings");
  const credentials = readCredentials(settings.credentials);
  let known: AmazonPlace | null = null;
  const place = () => {
    known ??= placeOf(settings.marketplace ?? credentials.marketplaceId, credentials);
    return known;
  };
  const now = settings.now ?? (() => Date.now());
  const pace = { now, sleep: settings.sleep ?? sleep, onEvent: settings.onEvent };
  return {
    settings,
    credentials,
    place,
    hosts: () => amazonHosts(environment, place(), baseURL),
    sellerId: () => credentials.sellerId ?? missingSellerId(),
    tokens: settings.tokens ?? ownTokens(credentials.refreshToken),
    rateBudget: settings.rateBudget ?? ownBudget(settings),
    now,
    sleep: pace.sleep,
    patiently: (call, limits) => waitForRoom(call, { ...pace, limits }),
  };
}

/** Checks stored or typed values. An empty one counts as not given. */
export function readCredentials(given: Readonly<Record<string, string>>): AmazonCredentials {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  // The schema is built from the manifest's fields, whose names are those of AmazonCredentials.
  return checked(credentialsSchema, filled, "credentials") as unknown as AmazonCredentials;
}

function checked<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = schemaIssues(result.error);
  const message = `The Amazon ${what} are not right. ${issues.map((issue) => issue.message).join(" ")}`;
  throw new ConnectorError({ code: "invalid_request", message, issues });
}

function missingSellerId(): never {
  const message = "The seller id (merchant token) is missing. Enter it, or connect Amazon again.";
  throw new ConnectorError({
    code: "invalid_request",
    message,
    issues: [{ path: "sellerId", code: "missing", message }],
  });
}

function ownBudget({ now, sleep: wait }: AmazonSettings): RateBudget {
  return createMemoryRateBudget({
    limits: amazonLimits,
    platformName: "Amazon",
    ...(now && { now }),
    ...(wait && { sleep: wait }),
  });
}

function ownTokens(refreshToken: string | undefined): TokenStore {
  return createMemoryTokenStore(refreshToken ? { ...noTokens, refreshToken } : null);
}
