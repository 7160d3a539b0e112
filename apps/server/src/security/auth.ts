import type { DatabaseHandle } from "@counterfoil/db";
import { betterAuth } from "better-auth";
import { bearer } from "better-auth/plugins/bearer";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Logger } from "pino";
import { v7 } from "uuid";
import { keepNoTokens } from "./keep-no-tokens.ts";
import { passwordLength } from "./password-rule.ts";
import { createRequestLimits } from "./request-limits.ts";
import { type SingleSignOn, singleSignOnPlugin } from "./single-sign-on.ts";

export interface AuthOptions {
  db: DatabaseHandle;
  /** The first signs session cookies and encrypts second factors; all of them open what they encrypted. */
  secrets: readonly VersionedSecret[];
  /** Origin under which browsers reach this server; https makes the cookies `Secure`. */
  publicUrl: string;
  trustedOrigins: readonly string[];
  /** Header that this server itself fills with the caller's address. */
  clientAddressHeader: string;
  /** Null where people sign in here alone. */
  singleSignOn: SingleSignOn | null;
  logger: Logger;
  now(): Date;
}

/** A secret, and the number by which texts name it. */
export interface VersionedSecret {
  version: number;
  value: string;
}

const daySeconds = 24 * 60 * 60;
const lastSeenEverySeconds = 10 * 60;

/** Accounts and sessions on the server's own database: email and password, sign-up closed (see `createOwner`). */
export function createAuth(options: AuthOptions) {
  const { logger } = options;
  return betterAuth({
    appName: "Counterfoil",
    baseURL: options.publicUrl,
    basePath: "/api/auth",
    secrets: [...options.secrets],
    database: { db: options.db.db.withSchema("auth"), type: "postgres" },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.minimum,
      maxPasswordLength: passwordLength.maximum,
    },
    // Programs may send the session as a bearer token in place of the cookie.
    plugins: [
      bearer(),
      // No browser is let off the second factor.
      twoFactor({ issuer: "Counterfoil", trustDeviceMaxAge: 0 }),
      ...(options.singleSignOn === null ? [] : [singleSignOnPlugin(options.singleSignOn)]),
    ],
    session: { expiresIn: 30 * daySeconds, updateAge: lastSeenEverySeconds },
    verification: { storeIdentifier: "hashed" },
    account: { updateAccountOnSignIn: false, accountLinking: { enabled: true, requireLocalEmailVerified: true } },
    databaseHooks: { account: keepNoTokens },
    trustedOrigins: [...options.trustedOrigins],
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customStorage: createRequestLimits(() => options.now().getTime()),
      customRules: {
        "/sign-in/email": { window: 60, max: 20 },
        "/sign-in/social": { window: 60, max: 20 },
        "/two-factor/*": { window: 60, max: 20 },
      },
    },
    advanced: {
      cookiePrefix: "counterfoil",
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true, path: "/" },
      ipAddress: { ipAddressHeaders: [options.clientAddressHeader] },
      database: { generateId: () => v7() },
    },
    telemetry: { enabled: false },
    logger: { log: (level, message) => logger[level]({ area: "auth" }, message) },
  });
}
export type Auth = ReturnType<typeof createAuth>;
