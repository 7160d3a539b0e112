import type { ConnectionMethod, Manifest } from "@counterfoil/connector-kit";
import type { ServiceContext } from "../context.ts";
import { checkFields } from "./check-fields.ts";
import { findConnectionOf } from "./connection-rows.ts";
import { readFields } from "./credentials.ts";

/** The application that asks for consent: whose it is decides what has to be stored with the connection. */
export interface Application {
  fields: Record<string, string>;
  storeFields: boolean;
  /** The platform's name for the redirect target; null means this server's callback address. */
  redirectUri: string | null;
}

/**
 * Finds the application's credentials: typed now, set by the installation, or stored with the platform's earlier
 * connection. Throws `invalid` naming every field that is missing.
 */
export async function applicationFor(
  ctx: ServiceContext,
  platform: { manifest: Manifest; method: ConnectionMethod; demo: boolean; origin: string },
  typed: Readonly<Record<string, string>> | undefined,
): Promise<Application> {
  const { manifest, method } = platform;
  if (platform.demo) return await demoApplication(ctx, manifest.platform, platform.origin);
  const entered = Object.entries(typed ?? {}).some(([, value]) => value.trim() !== "");
  if (entered) return { fields: checkFields(method, typed ?? {}), storeFields: true, redirectUri: null };
  const installed = ctx.installation.applications[manifest.platform];
  if (installed !== undefined) {
    return { fields: checkFields(method, installed.fields), storeFields: false, redirectUri: installed.redirectUri };
  }
  const fields = checkFields(method, await earlierFields(ctx, manifest.platform));
  return { fields, storeFields: true, redirectUri: null };
}

async function demoApplication(ctx: ServiceContext, platform: string, origin: string): Promise<Application> {
  const { fields, redirectUri } = await ctx.platforms.demoAccount(platform, callbackUrl(origin, platform));
  return { fields: { ...fields }, storeFields: true, redirectUri };
}

async function earlierFields(ctx: ServiceContext, platform: string): Promise<Record<string, string>> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => findConnectionOf(tx, platform));
  return row === null || row.disconnected_at !== null ? {} : await readFields(ctx, row.id);
}

/** Where the platform sends the seller back to: the origin they are on, whose cookies they have. */
export function callbackUrl(origin: string, platform: string): string {
  return `${origin}/api/integrations/${platform}/callback`;
}
