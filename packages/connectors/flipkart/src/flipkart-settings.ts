import {
  ConnectorError,
  type ConnectorSettings,
  createMemoryRateBudget,
  createMemoryTokenStore,
  type RateBudget,
  schemaIssues,
  sleep,
  type TokenStore,
} from "@counterfoil/connector-kit";
import { z } from "zod";
import { flipkartFields } from "./flipkart-fields.ts";
import { type FlipkartHosts, flipkartEnvironments, flipkartHosts } from "./flipkart-hosts.ts";
import { flipkartManifest } from "./flipkart-manifest.ts";

/** Settings of `createFlipkart`. */
export interface FlipkartSettings extends ConnectorSettings {
  /**
   * The manifest's fields: `applicationId` and `applicationSecret`, and where wanted `locationId` and the others. A
   * seller's consent adds `accessType` `third_party`.
   */
  credentials: Readonly<Record<string, string>>;
  /** Where tokens are kept. Self access may do without, and asks for a new one in each process. */
  tokens?: TokenStore;
  /** How long `fulfillment.ship` waits for Flipkart to pack a parcel, in milliseconds; defaults to 60 000. */
  packingWaitMs?: number;
}

/** The stored values, checked. */
export interface FlipkartCredentials {
  applicationId: string;
  applicationSecret: string;
  /** Default `self`: the application speaks for its own account. */
  accessType?: "self" | "third_party";
  locationId?: string;
  deliveryDays?: string;
  defaultParcel?: string;
  webhookUrl?: string;
  webhookFreshnessMinutes?: string;
}

/** Checked settings, in the form the connector works with. */
export interface FlipkartContext {
  settings: FlipkartSettings;
  credentials: FlipkartCredentials;
  hosts: FlipkartHosts;
  tokens: TokenStore;
  rateBudget: RateBudget;
  now: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  packingWaitMs: number;
}

const defaultPackingWaitMs = 60_000;

const credentialsSchema = z.strictObject({
  ...Object.fromEntries(flipkartFields.map(({ name, schema }) => [name, schema])),
  accessType: z.enum(["self", "third_party"]).optional(),
});

const settingsSchema = z.strictObject({
  credentials: z.record(z.string(), z.string()),
  environment: z.enum(flipkartEnvironments.map(({ id }) => id)).default("production"),
  marketplace: z.literal("IN", "Flipkart sells in India only: the marketplace is IN.").optional(),
  baseURL: z.url().optional(),
  packingWaitMs: z.number().int().nonnegative().default(defaultPackingWaitMs),
  tokens: z.unknown().optional(),
  fetch: z.unknown().optional(),
  rateBudget: z.unknown().optional(),
  onEvent: z.unknown().optional(),
  now: z.unknown().optional(),
  sleep: z.unknown().optional(),
  random: z.unknown().optional(),
});

/** Checks settings strictly. Throws `invalid_request` with one issue for each wrong setting. */
export function readSettings(settings: FlipkartSettings): FlipkartContext {
  const { environment, baseURL, packingWaitMs } = checked(settingsSchema, settings, "settings");
  return {
    settings,
    credentials: readCredentials(settings.credentials),
    hosts: flipkartHosts(environment, baseURL),
    tokens: settings.tokens ?? createMemoryTokenStore(),
    rateBudget: settings.rateBudget ?? ownBudget(settings),
    now: settings.now ?? (() => Date.now()),
    sleep: settings.sleep ?? sleep,
    packingWaitMs,
  };
}

/** Checks stored or typed values. An empty one counts as not given. */
export function readCredentials(given: Readonly<Record<string, string>>): FlipkartCredentials {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  // The schema is built from the manifest's fields, whose names are those of FlipkartCredentials.
  return checked(credentialsSchema, filled, "credentials") as unknown as FlipkartCredentials;
}

function checked<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = schemaIssues(result.error);
  const message = `The Flipkart ${what} are not right. ${issues.map((issue) => issue.message).join(" ")}`;
  throw new ConnectorError({ code: "invalid_request", message, issues });
}

function ownBudget({ now, sleep: wait }: FlipkartSettings): RateBudget {
  return createMemoryRateBudget({
    limits: flipkartManifest.limits,
    platformName: "Flipkart",
    ...(now && { now }),
    ...(wait && { sleep: wait }),
  });
}
