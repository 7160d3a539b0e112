import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import { toServiceError } from "../connector-failure.ts";
import type { ServiceContext } from "../context.ts";

const exchangeDeadlineMs = 30_000;

/** What to try and store for what was typed: a password, say, becomes what the platform gives for it. */
export async function exchangeKeys(
  ctx: ServiceContext,
  { manifest, exchangeKeys: exchange }: ConnectorDefinition,
  keys: { environment: string; demo: boolean; credentials: Record<string, string> },
): Promise<Record<string, string>> {
  if (exchange === undefined) return keys.credentials;
  const { environment, credentials } = keys;
  const route = await ctx.platforms.oauthRoute(manifest.platform, keys.demo);
  try {
    return await exchange({ ...route, environment, credentials }, { deadlineMs: exchangeDeadlineMs });
  } catch (error) {
    throw toServiceError(error);
  }
}
