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
import { monzoFields } from "./monzo-fields.ts";
import { type MonzoHosts, monzoHosts } from "./monzo-hosts.ts";
import { monzoManifest } from "./monzo-manifest.ts";

/** Settings of `createMonzo`. */
export interface MonzoSettings extends ConnectorSettings {
  /**
   * The manifest's fields: `clientId`, `clientSecret`, optionally `historyFrom`. A script without a token store may
   * give an `accessToken` here; it is used until it ends, about six hours.
   */
  credentials: Readonly<Record<string, string>>;
}

export interface MonzoCredentials {
  clientId: string;
  clientSecret: string;
  historyFrom?: string;
  accessToken?: string;
}

/** Checked settings, in the form the connector works with. */
export interface MonzoContext {
  settings: MonzoSettings;
  credentials: MonzoCredentials;
  hosts: MonzoHosts;
  tokens: TokenStore;
  rateBudget: RateBudget;
  now: () => number;
}

const credentialsSchema = z.strictObject({
  ...Object.fromEntries(monzoFields.map((field) => [field.name, field.schema])),
  accessToken: z.string().min(1).optional(),
});

const settingsSchema = z.strictObject({
  credentials: z.record(z.string(), z.string()),
  environment: z.literal("production").optional(),
  marketplace: z.string().optional(),
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
export function readSettings(settings: MonzoSettings): MonzoContext {
  const { baseURL } = checked(settingsSchema, settings, "settings");
  const credentials = readCredentials(settings.credentials);
  return {
    settings,
    credentials,
    hosts: monzoHosts(baseURL),
    tokens: settings.tokens ?? scriptTokens(credentials.accessToken),
    rateBudget: settings.rateBudget ?? ownBudget(settings),
    now: settings.now ?? (() => Date.now()),
  };
}

/** Checks the client's credentials. An empty field counts as not given. */
export function readCredentials(given: Readonly<Record<string, string>>): MonzoCredentials {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  // The schema is built from the manifest's fields, whose names are those of MonzoCredentials.
  return checked(credentialsSchema, filled, "credentials") as unknown as MonzoCredentials;
}

function checked<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({
    path: issue.path.map(String).join(".") || null,
    code: issue.code ?? null,
    message: issue.message,
  }));
  const message = `The Monzo ${what} are not right. ${issues.map((issue) => issue.message).join(" ")}`;
  throw new ConnectorError({ code: "invalid_request", message, issues });
}

function ownBudget({ now, sleep }: MonzoSettings): RateBudget {
  const { limits, name } = monzoManifest;
  return createMemoryRateBudget({ limits, platformName: name, ...(now && { now }), ...(sleep && { sleep }) });
}

function scriptTokens(accessToken: string | undefined): TokenStore {
  return createMemoryTokenStore(accessToken ? { ...noTokens, accessToken, accessTokenExpiresAt: null } : null);
}
