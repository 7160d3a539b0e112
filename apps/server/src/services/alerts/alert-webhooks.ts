import { randomBytes } from "node:crypto";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { requireVault } from "../require-vault.ts";
import { notFound } from "../service-error.ts";

export const addAlertWebhookInput = z.object({
  url: z.url({ protocol: /^https$/, error: "must be an https:// address" }).max(2000),
});
export const alertWebhookInput = z.object({ webhookId: z.uuid() });
export const replayDeliveryInput = z.object({ deliveryId: z.uuid() });

/** Where alerts are posted to. The secret is told once, when it is made. */
export interface AlertWebhookView {
  id: string;
  url: string;
  enabled: boolean;
  createdAt: string;
}

/** Where alerts are posted to. */
export async function listAlertWebhooks({ ctx }: Pick<Verb<void>, "ctx">): Promise<AlertWebhookView[]> {
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("alert_webhooks").select(["id", "url", "enabled", "created_at"]).orderBy("created_at").execute(),
  );
  return rows.map(({ id, url, enabled, created_at }) => ({ id, url, enabled, createdAt: created_at.toISOString() }));
}

/** Has alerts posted to an address. Answers the secret that signs them, which is shown this once. */
export async function addAlertWebhook({
  ctx,
  input: { url },
}: Verb<z.infer<typeof addAlertWebhookInput>>): Promise<{ id: string; secret: string }> {
  requireRole(ctx.role, "manager");
  requireVault(ctx);
  const id = ctx.newId();
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const { workspaceId } = ctx;
  const sealed = await ctx.vault.seal({ workspaceId, subjectId: id, purpose: "fields" }, { secret });
  await ctx.db.inWorkspace(workspaceId, async (tx) => {
    await tx
      .insertInto("alert_webhooks")
      .values({ workspace_id: workspaceId, id, url, secret: sealed.ciphertext, key_id: sealed.keyId })
      .execute();
    await writeAudit(tx, ctx, {
      ...{ action: "alert-webhook-added", subjectType: "workspace", subjectId: workspaceId },
      text: `Has alerts posted to ${new URL(url).host}.`,
    });
  });
  return { id, secret };
}

/** Posts no more alerts to an address. Throws `not_found`. */
export async function removeAlertWebhook({
  ctx,
  input: { webhookId },
}: Verb<z.infer<typeof alertWebhookInput>>): Promise<{ ok: true }> {
  requireRole(ctx.role, "manager");
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const gone = await tx.deleteFrom("alert_webhooks").where("id", "=", webhookId).returning("url").executeTakeFirst();
    if (gone === undefined) throw notFound("The webhook");
    await writeAudit(tx, ctx, {
      ...{ action: "alert-webhook-removed", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: `Posts no more alerts to ${new URL(gone.url).host}.`,
    });
  });
  return { ok: true };
}

/** Tells an alert once more by the same way, with the same message id. Throws `not_found`. */
export async function replayDelivery({
  ctx,
  input: { deliveryId },
}: Verb<z.infer<typeof replayDeliveryInput>>): Promise<{ ok: true }> {
  const { workspaceId } = ctx;
  const row = await ctx.db.inWorkspace(workspaceId, (tx) =>
    tx
      .updateTable("alert_deliveries")
      .set({ state: "pending", attempts: 0, available_at: ctx.now(), error: null })
      .where("id", "=", deliveryId)
      .returning("id")
      .executeTakeFirst(),
  );
  if (row === undefined) throw notFound("The delivery");
  await ctx.jobs.enqueue("alerts.deliver", { workspaceId }, { singletonKey: workspaceId });
  ctx.events.publish(workspaceId, { type: "alerts-changed" });
  return { ok: true };
}
