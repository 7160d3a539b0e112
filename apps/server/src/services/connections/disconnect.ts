import { z } from "zod";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { conflict } from "../service-error.ts";
import { requireConnection } from "./connection-rows.ts";
import { purgeConnection } from "./purge-connection.ts";

export const disconnectInput = z.object({ connectionId: z.uuid() });

/** Disconnects a platform: secrets are deleted at once, orders and cursors stay for a later reconnect. */
export async function disconnect({ ctx, input }: Verb<z.infer<typeof disconnectInput>>): Promise<{ ok: true }> {
  requireRole(ctx.role, "manager");
  const platform = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await requireConnection(tx, input.connectionId);
    if (row.disconnected_at !== null) throw conflict("This platform is already disconnected.");
    await purgeConnection(tx, ctx, row);
    return row.platform;
  });
  ctx.events.publish(ctx.workspaceId, { type: "connections-changed", platform });
  return { ok: true };
}
