import type { DatabaseHandle } from "@counterfoil/db";
import { betterAuth } from "better-auth";
import { bearer } from "better-auth/plugins/bearer";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Logger } from "pino";
import { v7 } from "uuid";
import type { Attempts } from "./attempts.ts";
import { cookiePrefix } from "./cookie-prefix.ts";
import { keepNoTokens } from "./keep-no-tokens.ts";
import { oneTimeCodes } from "./one-time-codes.ts";
import { passwordLength } from "./password-rule.ts";
import type { SessionRules } from "./session-rules.ts";
import { sessionStore } from "./session-store.ts";
import { type SingleSignOn, singleSignOnPlugin } from "./single-sign-on.ts";

export interface AuthOptions {
  db: DatabaseHandle;
  /** The first signs session cookies and encrypts second factors; all of them open what they encrypted. */
  secrets: readonly VersionedSecret[];
  /** Origin under which browsers reach this server; https makes the cookies `Secure` and ties them to this host. */
  publicUrl: string;
  trustedOrigins: readonly string[];
  /** Header that this server itself fills with the caller's address. */
  clientAddressHeader: string;
  sessionRules: SessionRules;
  attempts: Attempts;
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

const lastSeenEverySeconds = 10 * 60;

/** Accounts and sessions on the server's own database: email and password, sign-up closed (see `createOwner`). */
export function createAuth(options: AuthOptions) {
  const { logger, attempts, now } = options;
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
      sessionStore({ rules: options.sessionRules, now }),
      bearer(),
      oneTimeCodes(options.db),
      // No browser is let off the second factor.
      twoFactor({ issuer: "Counterfoil", trustDeviceMaxAge: 0 }),
      ...(options.singleSignOn === null ? [] : [singleSignOnPlugin(options.singleSignOn)]),
    ],
    session: { expiresIn: options.sessionRules.idleSeconds, updateAge: lastSeenEverySeconds },
    verification: { storeIdentifier: "hashed" },
    account: { updateAccountOnSignIn: false, accountLinking: { enabled: true, requireLocalEmailVerified: true } },
    databaseHooks: { account: keepNoTokens },
    trustedOrigins: [...options.trustedOrigins],
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customStorage: {
        consume: async (key, { window, max }) => {
          const wait = await attempts.count(`request:${key}`, { most: max, windowMs: window * 1000 });
          return { allowed: wait === 0, retryAfter: wait === 0 ? null : wait };
        },
      },
      customRules: {
        "/sign-in/email": { window: 60, max: 20 },
        "/sign-in/social": { window: 60, max: 20 },
        "/two-factor/*": { window: 60, max: 20 },
      },
    },
    advanced: {
      cookiePrefix: `${cookiePrefix(options.publicUrl)}counterfoil`,
      // The prefix of our own is stricter than the library's.
      useSecureCookies: false,
      defaultCookieAttributes: {
        sameSite: "lax",
        httpOnly: true,
        path: "/",
        secure: cookiePrefix(options.publicUrl) !== "",
      },
      ipAddress: { ipAddressHeaders: [options.clientAddressHeader] },
      database: { generateId: () => v7() },
    },
    telemetry: { enabled: false },
    logger: { log: (level, message) => logger[level]({ area: "auth" }, message) },
  });
}
export type Auth = ReturnType<typeof createAuth>;
