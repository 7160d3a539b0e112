import type { Connector } from "@counterfoil/connector-kit";
import type { ServiceContext } from "../context.ts";
import { conflict } from "../service-error.ts";
import { requireConnection } from "./connection-rows.ts";
import { readFields } from "./credentials.ts";
import { presetKeys } from "./preset-keys.ts";
import { createTokenStore } from "./token-store.ts";

/**
 * A connector for one of the workspace's connections, with its stored credentials, tokens and budget.
 * Throws `not_found`, `conflict` when it is disconnected, `unavailable` when its secrets cannot be opened.
 */
export async function openConnector(ctx: ServiceContext, connectionId: string): Promise<Connector> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => requireConnection(tx, connectionId));
  if (row.disconnected_at !== null) {
    throw conflict("This platform is disconnected.", { remedy: "Connect it again on the Integrations page." });
  }
  const credentials = { ...(await installedFields(ctx, row)), ...(await readFields(ctx, connectionId)) };
  return await ctx.platforms.connector({
    workspaceId: ctx.workspaceId,
    accountKey: connectionId,
    platform: row.platform,
    environment: row.environment,
    marketplace: row.marketplace,
    demo: row.demo,
    credentials,
    ...(row.method === "oauth2" ? { tokens: createTokenStore(ctx, connectionId) } : {}),
  });
}

// What the installation brings is stored with no connection: a consent under its application, or an account set by it,
// needs those values again at every use.
async function installedFields(
  ctx: ServiceContext,
  row: { platform: string; demo: boolean; method: string },
): Promise<Readonly<Record<string, string>>> {
  if (row.demo) return {};
  if (row.method !== "oauth2") return await presetKeys(ctx, row.platform);
  return ctx.installation.applications[row.platform]?.fields ?? {};
}
