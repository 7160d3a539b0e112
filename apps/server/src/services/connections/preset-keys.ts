import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";

/**
 * The account that the installation has set for a platform, by the keys method's field names; empty where there is none.
 * It is the account of the installation's first workspace: no other one may use it.
 */
export async function presetKeys(ctx: ServiceContext, platform: string): Promise<Readonly<Record<string, string>>> {
  const keys = ctx.installation.presets[platform]?.keys ?? {};
  if (Object.keys(keys).length === 0) return {};
  const first = await ctx.db.asSystem((tx) => firstWorkspace(tx));
  return first === ctx.workspaceId ? keys : {};
}

async function firstWorkspace(tx: Transaction<Database>): Promise<string | null> {
  const row = await tx
    .selectFrom("workspaces")
    .select("workspace_id")
    .where("demo", "=", false)
    .orderBy("created_at")
    .orderBy("workspace_id")
    .executeTakeFirst();
  return row?.workspace_id ?? null;
}
