import { genericOAuth } from "better-auth/plugins/generic-oauth";

/** An OpenID Connect provider whose people may sign in here. */
export interface SingleSignOn {
  /** What the provider calls itself in its tokens; its configuration is read from below this address. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says: "Sign in with …". */
  name: string;
}

/** The provider's name in addresses and in the table of accounts. */
export const ssoProvider = "sso";

/**
 * The provider as the sign-in library knows it. It makes no accounts: people are invited, and the provider then opens
 * the account whose address both sides have verified, or the one whose owner joined them in the settings.
 */
export function singleSignOnPlugin({ issuer, clientId, clientSecret }: SingleSignOn) {
  return genericOAuth({
    config: [
      {
        ...{ providerId: ssoProvider, clientId, clientSecret, scopes: ["openid", "email", "profile"], pkce: true },
        discoveryUrl: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
        // Named here so that a provider which is down at the start does not keep people with passwords out.
        accountIssuer: issuer,
        disableSignUp: true,
      },
    ],
  });
}
