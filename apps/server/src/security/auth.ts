import type { DatabaseHandle } from "@counterfoil/db";
import { betterAuth } from "better-auth";
import { bearer } from "better-auth/plugins/bearer";
import type { Logger } from "pino";
import { v7 } from "uuid";
import { passwordLength } from "./password-rule.ts";
import { createRequestLimits } from "./request-limits.ts";

export interface AuthOptions {
  db: DatabaseHandle;
  /** Signs the session cookie. */
  secret: string;
  /** Origin under which browsers reach this server; https makes the cookies `Secure`. */
  publicUrl: string;
  trustedOrigins: readonly string[];
  /** Header that this server itself fills with the caller's address. */
  clientAddressHeader: string;
  logger: Logger;
  now(): Date;
}

const daySeconds = 24 * 60 * 60;

/** Accounts and sessions on the server's own database: email and password, sign-up closed (see `createOwner`). */
export function createAuth(options: AuthOptions) {
  const { logger } = options;
  return betterAuth({
    appName: "Counterfoil",
    baseURL: options.publicUrl,
    basePath: "/api/auth",
    secret: options.secret,
    database: { db: options.db.db.withSchema("auth"), type: "postgres" },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.minimum,
      maxPasswordLength: passwordLength.maximum,
    },
    // Programs may send the session as a bearer token in place of the cookie.
    plugins: [bearer()],
    session: { expiresIn: 30 * daySeconds, updateAge: daySeconds },
    trustedOrigins: [...options.trustedOrigins],
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customStorage: createRequestLimits(() => options.now().getTime()),
      customRules: { "/sign-in/email": { window: 60, max: 20 }, "/change-password": { window: 60, max: 10 } },
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
