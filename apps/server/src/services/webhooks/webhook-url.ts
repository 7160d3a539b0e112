import { z } from "zod";
import { requireConnection } from "../connections/connection-rows.ts";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { missingVaultKey } from "../require-vault.ts";
import { invalid } from "../service-error.ts";

export const webhookUrlInput = z.object({ connectionId: z.uuid() });

/** The address to register on the platform. Whoever knows it can send hints, so only those who set up see it. */
export async function webhookUrl({ ctx, input }: Verb<z.infer<typeof webhookUrlInput>>): Promise<{ url: string }> {
  requireRole(ctx.role, "admin");
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => requireConnection(tx, input.connectionId));
  const { manifest } = ctx.connectors.get(row.platform);
  if (!manifest.capabilities.webhooks) throw invalid(`${manifest.name} sends no notifications.`);
  const token = ctx.webhookAddresses.token({ workspaceId: ctx.workspaceId, connectionId: row.id });
  if (token === null) throw missingVaultKey();
  return { url: `${ctx.installation.publicUrl}/api/v1/platforms/webhook/${row.platform}/${row.id}/${token}` };
}
