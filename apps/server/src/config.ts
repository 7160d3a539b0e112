import { resolve } from "node:path";
import { z } from "zod";
import type { ApplicationCredentials } from "./services/installation.ts";

const defaultPort = 4780;
const port = z.coerce.number({ error: "must be a number" }).int().min(0).max(65_535);
const origin = z
  .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
  .transform((value) => new URL(value).origin);

// Empty text counts as not set: that is how compose files and shells leave a variable out.
const environmentSchema = z.object({
  PORT: port.optional(),
  HOST: z.string().default("127.0.0.1"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }).optional(),
  DATA_DIR: z.string().default("./.counterfoil"),
  COUNTERFOIL_MASTER_KEY: z.string().optional(),
  PUBLIC_URL: origin.optional(),
  FRONTEND_URL: origin.optional(),
  WEB_DIR: z.string().optional(),
  ROLE: z.enum(["all", "web", "worker"]).default("all"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  TRUST_PROXY: z.stringbool({ error: "must be true or false" }).default(false),
  SANDBOX: z.stringbool({ error: "must be true or false" }).default(true),
  EBAY_CLIENT_ID: z.string().optional(),
  EBAY_CLIENT_SECRET: z.string().optional(),
  EBAY_DEV_ID: z.string().optional(),
  EBAY_REDIRECT_URI: z.string().optional(),
  EBAY_VERIFICATION_TOKEN: z.string().optional(),
  AMAZON_CLIENT_ID: z.string().optional(),
  AMAZON_CLIENT_SECRET: z.string().optional(),
  AMAZON_APPLICATION_ID: z.string().optional(),
  AMAZON_OAUTH_REDIRECT_URI: z.string().optional(),
  AMAZON_REDIRECT_URI: z.string().optional(),
  TIKTOK_APP_KEY: z.string().optional(),
  TIKTOK_APP_SECRET: z.string().optional(),
  TIKTOK_SERVICE_ID: z.string().optional(),
  TIKTOK_REDIRECT_URI: z.string().optional(),
});
type Environment = z.infer<typeof environmentSchema>;

/** Settings of one server process. */
export interface Config {
  port: number;
  /** False when the port is only the default, so that a taken one may be stepped over. */
  portIsFixed: boolean;
  host: string;
  /** Null means the embedded database in `dataDir`. */
  databaseUrl: string | null;
  /** Absolute path. */
  dataDir: string;
  /** As given; null lets an embedded installation make its own key file. */
  masterKey: string | null;
  /** The origin that browsers and platforms use; null means the listening address. */
  publicUrl: string | null;
  /** Another origin that serves the page and may call this server. */
  frontendUrl: string | null;
  /** Folder of the built page; null means the one in this repository. */
  webDir: string | null;
  role: "all" | "web" | "worker";
  logLevel: Environment["LOG_LEVEL"];
  /** Whether `x-forwarded-for` and `x-forwarded-proto` come from a proxy of the installation's own. */
  trustProxy: boolean;
  /** Whether the demo shop is offered. */
  sandbox: boolean;
  applications: Readonly<Record<string, ApplicationCredentials>>;
}

/** Thrown for a setting that cannot be used; the message names the variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Reads the settings. Throws a ConfigError that names every wrong variable. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(`These environment variables cannot be used:\n${lines.join("\n")}`);
  }
  return toConfig(parsed.data);
}

function toConfig(environment: Environment): Config {
  return {
    port: environment.PORT ?? defaultPort,
    portIsFixed: environment.PORT !== undefined,
    host: environment.HOST,
    databaseUrl: environment.DATABASE_URL ?? null,
    dataDir: resolve(environment.DATA_DIR),
    masterKey: environment.COUNTERFOIL_MASTER_KEY ?? null,
    publicUrl: environment.PUBLIC_URL ?? null,
    frontendUrl: environment.FRONTEND_URL ?? null,
    webDir: environment.WEB_DIR === undefined ? null : resolve(environment.WEB_DIR),
    role: environment.ROLE,
    logLevel: environment.LOG_LEVEL,
    trustProxy: environment.TRUST_PROXY,
    sandbox: environment.SANDBOX,
    applications: {
      ...ebayApplication(environment),
      ...amazonApplication(environment),
      ...tiktokShopApplication(environment),
    },
  };
}

function ebayApplication(environment: Environment): Record<string, ApplicationCredentials> {
  const { EBAY_CLIENT_ID: clientId, EBAY_CLIENT_SECRET: clientSecret, EBAY_DEV_ID: devId } = environment;
  if (clientId === undefined && clientSecret === undefined) return {};
  if (clientId === undefined || clientSecret === undefined) {
    throw new ConfigError("EBAY_CLIENT_ID and EBAY_CLIENT_SECRET belong together: set both, or neither.");
  }
  const optional = { devId, verificationToken: environment.EBAY_VERIFICATION_TOKEN };
  const given = Object.entries(optional).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const fields: Record<string, string> = { clientId, clientSecret, ...Object.fromEntries(given) };
  return { ebay: { fields, redirectUri: environment.EBAY_REDIRECT_URI ?? null } };
}

/** Consent on Seller Central needs the application's own id; without it users enter their own application. */
function amazonApplication(environment: Environment): Record<string, ApplicationCredentials> {
  const { AMAZON_CLIENT_ID: clientId, AMAZON_CLIENT_SECRET: clientSecret } = environment;
  const applicationId = environment.AMAZON_APPLICATION_ID;
  if ((clientId === undefined) !== (clientSecret === undefined)) {
    throw new ConfigError("AMAZON_CLIENT_ID and AMAZON_CLIENT_SECRET belong together: set both, or neither.");
  }
  if (clientId === undefined || clientSecret === undefined || applicationId === undefined) return {};
  const redirectUri = environment.AMAZON_OAUTH_REDIRECT_URI ?? environment.AMAZON_REDIRECT_URI ?? null;
  return { amazon: { fields: { clientId, clientSecret, applicationId }, redirectUri } };
}

/** Without the service's number the older consent page is used, which knows the app by its key. */
function tiktokShopApplication(environment: Environment): Record<string, ApplicationCredentials> {
  const { TIKTOK_APP_KEY: appKey, TIKTOK_APP_SECRET: appSecret, TIKTOK_SERVICE_ID: serviceId } = environment;
  if ((appKey === undefined) !== (appSecret === undefined)) {
    throw new ConfigError("TIKTOK_APP_KEY and TIKTOK_APP_SECRET belong together: set both, or neither.");
  }
  if (appKey === undefined || appSecret === undefined) return {};
  const fields = { appKey, appSecret, ...(serviceId !== undefined && { serviceId }) };
  return { "tiktok-shop": { fields, redirectUri: environment.TIKTOK_REDIRECT_URI ?? null } };
}
