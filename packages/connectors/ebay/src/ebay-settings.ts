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
import { ebayFields } from "./ebay-fields.ts";
import { type EbayHosts, ebayEnvironments, ebayHosts } from "./ebay-hosts.ts";
import { ebayManifest } from "./ebay-manifest.ts";
import { type EbayMarketplace, ebayMarketplaces, marketplaceOf } from "./ebay-marketplaces.ts";
import type { SigningKey } from "./signatures/digital-signature.ts";

/** Settings of `createEbay`. */
export interface EbaySettings extends ConnectorSettings {
  /**
   * The manifest's fields: `clientId`, `clientSecret`, optionally `ruName`, `devId`, `verificationToken`,
   * `signingKeyJwe` and `signingKeyPrivate`. A script without a token store may give a `refreshToken` here.
   */
  credentials: Readonly<Record<string, string>>;
}

/** Checked settings, in the form the connector works with. */
export interface EbayContext {
  settings: EbaySettings;
  credentials: EbayCredentials;
  environment: string;
  hosts: EbayHosts;
  marketplace: EbayMarketplace;
  tokens: TokenStore;
  rateBudget: RateBudget;
  signingKey: SigningKey | null;
  now: () => number;
}

const credentialsSchema = z.strictObject({
  ...Object.fromEntries(ebayFields.map((field) => [field.name, field.schema])),
  refreshToken: z.string().min(1).optional(),
});

export interface EbayCredentials {
  clientId: string;
  clientSecret: string;
  ruName?: string;
  devId?: string;
  verificationToken?: string;
  signingKeyJwe?: string;
  signingKeyPrivate?: string;
  refreshToken?: string;
}

const settingsSchema = z.strictObject({
  credentials: z.record(z.string(), z.string()),
  environment: z.enum(ebayEnvironments.map(({ id }) => id)).default("production"),
  marketplace: z.enum(ebayMarketplaces.map(({ id }) => id)).optional(),
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
export function readSettings(settings: EbaySettings): EbayContext {
  const { environment, marketplace, baseURL } = checked(settingsSchema, settings, "settings");
  const credentials = readCredentials(settings.credentials);
  const { signingKeyJwe: jwe, signingKeyPrivate: privateKey } = credentials;
  return {
    settings,
    credentials,
    environment,
    hosts: ebayHosts(environment, baseURL),
    marketplace: marketplaceOf(marketplace),
    tokens: settings.tokens ?? scriptTokens(credentials.refreshToken),
    rateBudget: settings.rateBudget ?? ownBudget(settings),
    signingKey: jwe && privateKey ? { jwe, privateKey } : null,
    now: settings.now ?? (() => Date.now()),
  };
}

/** Checks the application's credentials. An empty field counts as not given. */
export function readCredentials(given: Readonly<Record<string, string>>): EbayCredentials {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  // The schema is built from the manifest's fields, whose names are those of EbayCredentials.
  return checked(credentialsSchema, filled, "credentials") as unknown as EbayCredentials;
}

function checked<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({
    path: issue.path.map(String).join(".") || null,
    code: issue.code ?? null,
    message: issue.message,
  }));
  const message = `The eBay ${what} are not right. ${issues.map((issue) => issue.message).join(" ")}`;
  throw new ConnectorError({ code: "invalid_request", message, issues });
}

function ownBudget({ now, sleep }: EbaySettings): RateBudget {
  const { limits, name } = ebayManifest;
  return createMemoryRateBudget({ limits, platformName: name, ...(now && { now }), ...(sleep && { sleep }) });
}

function scriptTokens(refreshToken: string | undefined): TokenStore {
  return createMemoryTokenStore(refreshToken ? { ...noTokens, refreshToken } : null);
}
