import type { ConnectionRow } from "@counterfoil/db";
import { z } from "zod";
import { requireConnection } from "../connections/connection-rows.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { missingVaultKey } from "../require-vault.ts";
import { invalid } from "../service-error.ts";

export const webhookUrlInput = z.object({ connectionId: z.uuid() });

/** The address to register on the platform. Whoever knows it can send hints, so only those who set up see it. */
export async function webhookUrl({ ctx, input }: Verb<z.infer<typeof webhookUrlInput>>): Promise<{ url: string }> {
  requireRole(ctx.role, "manager");
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => requireConnection(tx, input.connectionId));
  const { manifest } = ctx.connectors.get(row.platform);
  if (!manifest.capabilities.webhooks) throw invalid(`${manifest.name} sends no notifications.`);
  const url = ownWebhookUrl(ctx, row);
  if (url === null) throw missingVaultKey();
  return { url };
}

/** The connection's own address for messages; null while no encryption key is configured. */
export function ownWebhookUrl(
  ctx: ServiceContext,
  { id: connectionId, platform }: Pick<ConnectionRow, "id" | "platform">,
): string | null {
  const token = ctx.webhookAddresses.token({ workspaceId: ctx.workspaceId, connectionId });
  if (token === null) return null;
  return `${ctx.installation.publicUrl}/api/v1/platforms/webhook/${platform}/${connectionId}/${token}`;
}
