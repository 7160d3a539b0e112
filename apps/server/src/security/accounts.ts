import type { Accounts } from "../services/accounts.ts";
import { ServiceError } from "../services/service-error.ts";
import type { Auth } from "./auth.ts";

/** The sign-in library as verbs see it. */
export function createAccounts(auth: Auth): Accounts {
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
  };
}
