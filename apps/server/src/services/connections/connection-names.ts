import type { ConnectionRow } from "@counterfoil/db";
import type { ServiceContext, Verb } from "../context.ts";
import { listConnectionRows } from "./connection-rows.ts";

/** A connection by the name that tells it from others of its platform. */
export interface ConnectionName {
  id: string;
  platform: string;
  name: string;
  /** False for one that was disconnected: its orders are still there. */
  inUse: boolean;
}

type Named = Pick<ConnectionRow, "platform" | "label" | "account">;

/** What people call a connection: its own label, or the platform and the account there. */
export function connectionName(ctx: Pick<ServiceContext, "connectors">, row: Named): string {
  const known = ctx.connectors.all().find(({ manifest }) => manifest.platform === row.platform);
  const platform = known?.manifest.name ?? row.platform;
  return row.label ?? (row.account === null ? platform : `${platform} (${row.account})`);
}

/** The connections that whoever asks may see, those in use first. */
export async function listConnectionNames({ ctx }: Pick<Verb<void>, "ctx">): Promise<ConnectionName[]> {
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, listConnectionRows);
  return rows.map((row) => ({
    ...{ id: row.id, platform: row.platform, name: connectionName(ctx, row) },
    inUse: row.disconnected_at === null,
  }));
}
