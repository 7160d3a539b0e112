import { ConnectorError } from "@counterfoil/connector-kit";

/** Fields by which older guides and programs name the application's two halves, or the seller's own login. */
export interface LegacyConfiguration {
  apiKey?: string;
  apiSecret?: string;
  username?: string;
  password?: string;
}

/**
 * Reads a configuration that another program stored. `apiKey` and `apiSecret` are the application; `username` and
 * `password` are taken for it only when the user name is no e-mail address and no telephone number. Otherwise they are
 * the seller's login: throws `invalid_request`, and the password goes nowhere.
 */
export function readLegacyConfiguration(given: LegacyConfiguration): {
  credentials: { applicationId: string; applicationSecret: string };
  note: string;
} {
  const { apiKey, apiSecret, username, password } = given;
  if (apiKey && apiSecret) return result(apiKey, apiSecret, "The API key and secret were taken as the application.");
  if (username && password && !isLogin(username)) {
    const note = "The user name and password were taken as application ID and secret. Check that they are.";
    return result(username, password, note);
  }
  throw new ConnectorError({
    code: "invalid_request",
    message:
      "This is a seller.flipkart.com login, which Flipkart's API does not take; the password was not kept. Create an application under Manage Profile, Developer Access, and enter its ID and secret.",
  });
}

function result(id: string, secret: string, note: string) {
  return { credentials: { applicationId: id.trim(), applicationSecret: secret.trim() }, note };
}

function isLogin(username: string): boolean {
  return username.includes("@") || /^\+?[\d\s-]{8,}$/.test(username.trim());
}
