import { type AlertDeliveryRow, type AlertRow, takeDeliveries } from "@counterfoil/db";
import type { ServiceContext } from "../context.ts";
import { type AlertKind, alertKindWords } from "./alert-kinds.ts";
import { readAlertSettings } from "./alert-settings.ts";

const atOnce = 50;
/** How long one is held for who tells it. */
const holdMs = 30_000;
/** Pauses before the next try, in seconds; after the last one a person may ask again. */
const pauses = [30, 120, 600, 3600, 6 * 3600];

/** Tells alerts that wait, by e-mail. What could not be told is tried again, later each time. */
export async function deliverAlerts(ctx: ServiceContext, signal: AbortSignal): Promise<void> {
  const { workspaceId } = ctx;
  const due = await ctx.db.inWorkspace(workspaceId, (tx) =>
    takeDeliveries(tx, { at: ctx.now(), holdMs, limit: atOnce }),
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
    await mail(ctx, alert);
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
