import { type CallOptions, ConnectorError, callLimits } from "@counterfoil/connector-kit";
import { createBricksetClient } from "./brickset-client.ts";
import { type BricksetSettings, readSettings } from "./brickset-settings.ts";

/**
 * Exchanges user name and password for the hash that stands for them, and gives the credentials to store: the password
 * is not among them. Without a user name they come back as they are. Throws `auth_revoked` for a wrong password.
 */
export async function exchangeKeys(settings: BricksetSettings, options?: CallOptions): Promise<Record<string, string>> {
  const { password = "", username = "", ...kept } = settings.credentials;
  if (username.trim() === "" && password === "") return { ...kept };
  if (username.trim() === "" || password === "") {
    if (username.trim() !== "" && kept["userHash"] !== undefined) return { ...kept, username };
    const message = "Give both the Brickset user name and the password, or neither.";
    throw new ConnectorError({ code: "invalid_request", message });
  }
  const context = readSettings(settings);
  const client = createBricksetClient(context);
  const userHash = await client.login(username.trim(), password, callLimits(options, context.now));
  return { ...kept, username: username.trim(), userHash };
}
