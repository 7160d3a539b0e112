import type { ConnectionMethod, Manifest } from "@counterfoil/connector-kit";
import type { ServiceContext } from "../context.ts";
import { checkFields } from "./check-fields.ts";
import { findConnectionOf } from "./connection-rows.ts";
import { readFields } from "./credentials.ts";

/** The application that asks for consent: whose it is decides what has to be stored with the connection. */
export interface Application {
  fields: Record<string, string>;
  /** Those of the fields that are stored with the connection: what the installation brings is read from it anew. */
  storedFields: Record<string, string>;
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
  const redirectUri = ctx.installation.presets[manifest.platform]?.callbackUrl ?? null;
  const entered = filled(typed ?? {});
  const ofSeller = new Set(method.fields.filter(({ perSeller }) => perSeller).map(({ name }) => name));
  const installed = ctx.installation.applications[manifest.platform];
  if (installed !== undefined && Object.keys(entered).every((name) => ofSeller.has(name))) {
    const fields = checkFields(method, { ...installed.fields, ...entered });
    return { fields, storedFields: entered, redirectUri: installed.redirectUri ?? redirectUri };
  }
  const isNew = Object.keys(entered).length > 0;
  const fields = checkFields(method, isNew ? entered : await earlierFields(ctx, manifest.platform, method));
  return { fields, storedFields: fields, redirectUri };
}

function filled(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""));
}

async function demoApplication(ctx: ServiceContext, platform: string, origin: string): Promise<Application> {
  const { fields, redirectUri } = await ctx.platforms.demoAccount(platform, callbackUrl(origin, platform));
  return { fields: { ...fields }, storedFields: { ...fields }, redirectUri };
}

async function earlierFields(
  ctx: ServiceContext,
  platform: string,
  method: ConnectionMethod,
): Promise<Record<string, string>> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => findConnectionOf(tx, platform));
  if (row === null || row.disconnected_at !== null) return {};
  // What an earlier consent added, such as the seller it was for, is not the new one's.
  const stored = Object.entries(await readFields(ctx, row.id));
  return Object.fromEntries(stored.filter(([name]) => method.fields.some((field) => field.name === name)));
}

/** Where the platform sends the seller back to: the origin they are on, whose cookies they have. */
export function callbackUrl(origin: string, platform: string): string {
  return `${origin}/api/integrations/${platform}/callback`;
}
