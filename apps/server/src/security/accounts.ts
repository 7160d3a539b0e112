import type { Accounts } from "../services/accounts.ts";
import { invalid, ServiceError } from "../services/service-error.ts";
import type { Auth } from "./auth.ts";
import type { LoginThrottle } from "./login-throttle.ts";

/** The sign-in library as verbs see it. */
export function createAccounts(auth: Auth, throttle: LoginThrottle): Accounts {
  return {
    hashPassword: async (password) => (await auth.$context).password.hash(password),
    signIn: async ({ email, password, requestHeaders }) => {
      try {
        const { headers } = await auth.api.signInEmail({
          body: { email, password },
          headers: requestHeaders,
          returnHeaders: true,
        });
        return headers.getSetCookie();
      } catch (cause) {
        const message = "The email address or the password is not right.";
        throw new ServiceError({ code: "unauthenticated", message, cause });
      }
    },
    requirePassword: (user, password) => requirePassword({ auth, throttle }, user, password),
    startTwoFactor: async ({ password, requestHeaders: headers }) => {
      const made = await auth.api.enableTwoFactor({ body: { password, method: "totp" }, headers });
      if (made.method !== "totp") throw new Error("an authenticator app was asked for");
      return { uri: made.totpURI, recoveryCodes: made.backupCodes };
    },
    confirmTwoFactor: async ({ code, requestHeaders }) => {
      try {
        const { headers } = await auth.api.verifyTOTP({
          body: { code },
          headers: requestHeaders,
          returnHeaders: true,
        });
        return headers.getSetCookie();
      } catch (cause) {
        const message = "This code is not right. Write the one that the app shows now.";
        throw invalid(message, [{ path: "code", message }], { cause });
      }
    },
    stopTwoFactor: async ({ password, requestHeaders }) => {
      const { headers } = await auth.api.disableTwoFactor({
        body: { password },
        headers: requestHeaders,
        returnHeaders: true,
      });
      return headers.getSetCookie();
    },
    renewRecoveryCodes: async ({ password, requestHeaders: headers }) =>
      (await auth.api.generateBackupCodes({ body: { password }, headers })).backupCodes,
  };
}

async function requirePassword(
  { auth, throttle }: { auth: Auth; throttle: LoginThrottle },
  user: { id: string; email: string },
  password: string,
): Promise<void> {
  const wait = await throttle.begin(user.email);
  if (wait > 0) {
    const message = `Too many failed attempts. Try again in ${Math.ceil(wait / 60)} min.`;
    throw new ServiceError({ code: "rate_limited", message });
  }
  const context = await auth.$context;
  const account = await context.internalAdapter.findCredentialAccount(user.id);
  const hash = account?.password;
  if (hash && (await context.password.verify({ hash, password }))) return await throttle.recordSuccess(user.email);
  const message = "This is not your password.";
  throw invalid(message, [{ path: "password", message }]);
}
