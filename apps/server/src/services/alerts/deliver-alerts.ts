import { type AlertDeliveryRow, type AlertRow, takeDeliveries } from "@counterfoil/db";
import { z } from "zod";
import type { ServiceContext } from "../context.ts";
import { type AlertKind, alertKindWords } from "./alert-kinds.ts";
import { readAlertSettings } from "./alert-settings.ts";
import { signatureHeaders } from "./webhook-signature.ts";

const atOnce = 50;
const deadlineMs = 15_000;
/** Pauses before the next try, in seconds; after the last one a person may ask again. */
const pauses = [30, 120, 600, 3600, 6 * 3600];

/** Tells alerts that wait, by e-mail and to webhooks. What could not be told is tried again, later each time. */
export async function deliverAlerts(ctx: ServiceContext, signal: AbortSignal): Promise<void> {
  const { workspaceId } = ctx;
  const due = await ctx.db.inWorkspace(workspaceId, (tx) =>
    takeDeliveries(tx, { at: ctx.now(), holdMs: 2 * deadlineMs, limit: atOnce }),
  );
  for (const delivery of due) {
    if (signal.aborted) return;
    await settle(ctx, delivery, await tell(ctx, delivery));
  }
  if (due.length > 0) ctx.events.publish(workspaceId, { type: "alerts-changed" });
}

/** Answers what went wrong, in words; null when it was told. */
async function tell(ctx: ServiceContext, delivery: AlertDeliveryRow): Promise<string | null> {
  const alert = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("alerts").selectAll().where("id", "=", delivery.alert_id).executeTakeFirstOrThrow(),
  );
  try {
    if (delivery.webhook_id === null) await mail(ctx, alert);
    else await post(ctx, { delivery, alert, webhookId: delivery.webhook_id });
    return null;
  } catch (error) {
    ctx.logger.warn({ err: error, deliveryId: delivery.id }, "an alert could not be told");
    return error instanceof Error ? error.message : "It could not be told.";
  }
}

async function settle(ctx: ServiceContext, delivery: AlertDeliveryRow, error: string | null): Promise<void> {
  const now = ctx.now();
  const pause = pauses[delivery.attempts - 1];
  const state = error === null ? "sent" : pause === undefined ? "failed" : "pending";
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .updateTable("alert_deliveries")
      .set({
        ...{ state, error, sent_at: error === null ? now : null },
        ...(pause === undefined ? {} : { available_at: new Date(now.getTime() + pause * 1000) }),
      })
      .where("id", "=", delivery.id)
      .execute(),
  );
}

async function mail(ctx: ServiceContext, alert: AlertRow): Promise<void> {
  const { email_to: to } = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readAlertSettings(tx));
  if (ctx.mailer === null || to === null) throw new Error("No e-mail is set up.");
  const where = alert.link === null ? [] : ["", `${ctx.installation.publicUrl}${alert.link}`];
  const text = [alert.title, "", alert.text, ...where].join("\n");
  await ctx.mailer.send({ to, subject: `${alertKindWords[alert.kind as AlertKind] ?? "Alert"}: ${alert.title}`, text });
}

const sealedSecret = z.object({ secret: z.string() });

async function post(
  ctx: ServiceContext,
  { delivery, alert, webhookId }: { delivery: AlertDeliveryRow; alert: AlertRow; webhookId: string },
): Promise<void> {
  const { workspaceId } = ctx;
  const webhook = await ctx.db.inWorkspace(workspaceId, (tx) =>
    tx.selectFrom("alert_webhooks").selectAll().where("id", "=", webhookId).executeTakeFirstOrThrow(),
  );
  const binding = { workspaceId, subjectId: webhook.id, purpose: "fields" } as const;
  const { secret } = sealedSecret.parse(await ctx.vault.open(binding, webhook.secret));
  const { id, kind, severity, title, text, link } = alert;
  const data = { id, kind, severity, title, text, url: link === null ? null : `${ctx.installation.publicUrl}${link}` };
  const body = JSON.stringify({ type: "alert.raised", timestamp: alert.raised_at.toISOString(), data });
  const signed = { id: delivery.id, timestamp: Math.floor(ctx.now().getTime() / 1000), body };
  const answer = await ctx.outboundFetch(webhook.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...signatureHeaders(secret, signed) },
    body,
    redirect: "manual",
    signal: AbortSignal.timeout(deadlineMs),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The address answered ${answer.status}.`);
}
