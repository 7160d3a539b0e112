import { resolve } from "node:path";
import { z } from "zod";
import type { SmtpSettings } from "./mail/smtp-mailer.ts";
import { type PlatformSettings, platformSettings, platformVariables, UnpairedVariables } from "./platform-settings.ts";
import type { SessionRules } from "./security/session-rules.ts";
import type { SingleSignOn } from "./security/single-sign-on.ts";

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
  DEBUG: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// address" }).optional(),
  SMTP_FROM: z.string().default("Counterfoil <counterfoil@localhost>"),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: "must be an http:// or https:// address" }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60).default("single sign-on"),
  SESSION_IDLE_HOURS: z.coerce.number({ error: "must be a number" }).min(0.25).max(8760).default(168),
  SESSION_DAYS: z.coerce.number({ error: "must be a number" }).min(0.25).max(365).default(30),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  TRUST_PROXY: z.stringbool({ error: "must be true or false" }).default(false),
  SANDBOX: z.stringbool({ error: "must be true or false" }).default(true),
  ...platformVariables,
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
  /** The server that takes e-mail; null sends none. */
  smtp: SmtpSettings | null;
  /** Whose people may sign in without a password of this server; null without such a provider. */
  singleSignOn: SingleSignOn | null;
  /** How long sessions last. */
  sessionRules: SessionRules;
  /** Whether each call to a platform is logged: `DEBUG=platform:*`, or of some: `DEBUG=platform:ebay,platform:amazon`. */
  tracesPlatform(platform: string): boolean;
  /** Whether `x-forwarded-for` and `x-forwarded-proto` come from a proxy of the installation's own. */
  trustProxy: boolean;
  /** Whether the demo shop is offered. */
  sandbox: boolean;
  /** What the installation brings for its platforms. */
  platforms: PlatformSettings;
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

/** The passphrase of backups; null where none is set. */
export function readBackupPassphrase(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  return environment["COUNTERFOIL_BACKUP_PASSPHRASE"] || null;
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
    smtp: environment.SMTP_URL === undefined ? null : { url: environment.SMTP_URL, from: environment.SMTP_FROM },
    singleSignOn: readSingleSignOn(environment),
    sessionRules: {
      idleSeconds: Math.round(environment.SESSION_IDLE_HOURS * 60 * 60),
      longestSeconds: Math.round(environment.SESSION_DAYS * 24 * 60 * 60),
    },
    tracesPlatform: traced(environment.DEBUG ?? ""),
    trustProxy: environment.TRUST_PROXY,
    sandbox: environment.SANDBOX,
    platforms: readPlatforms(environment),
  };
}

function readSingleSignOn(environment: Environment): SingleSignOn | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = environment;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new ConfigError("OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three or none.");
  return { issuer, clientId, clientSecret, name: environment.OIDC_NAME };
}

function traced(debug: string): (platform: string) => boolean {
  const named = new Set(debug.split(/[\s,]+/));
  return (platform) => named.has("platform:*") || named.has("*") || named.has(`platform:${platform}`);
}

function readPlatforms(environment: Environment): PlatformSettings {
  try {
    return platformSettings(environment);
  } catch (error) {
    throw error instanceof UnpairedVariables ? new ConfigError(error.message) : error;
  }
}
