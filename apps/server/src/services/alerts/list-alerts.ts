import type { AlertDeliveryRow, AlertRow, Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { notFound } from "../service-error.ts";

export const listAlertsInput = z
  .object({
    state: z.enum(["open", "unread", "all"]).default("open"),
    limit: z.number().int().min(1).max(200).default(100),
  })
  .prefault({});
/** Left out: all. */
export const readAlertsInput = z.object({ alertId: z.uuid().optional(), read: z.boolean().default(true) });

export const replayMailInput = z.object({ deliveryId: z.uuid() });

/** The telling of an alert by one way. */
export interface DeliveryView {
  id: string;
  /** The address it is posted to; null: by e-mail. */
  webhookId: string | null;
  state: AlertDeliveryRow["state"];
  attempts: number;
  sentAt: string | null;
  error: string | null;
}

/** One alert as the page shows it. */
export interface AlertView {
  id: string;
  kind: string;
  severity: AlertRow["severity"];
  title: string;
  text: string;
  link: string | null;
  raisedAt: string;
  resolvedAt: string | null;
  readAt: string | null;
  deliveries: DeliveryView[];
}

/** Alerts, newest first. `unread` counts those that are open and that nobody has read. */
export async function listAlerts({
  ctx,
  input: { state, limit },
}: Verb<z.infer<typeof listAlertsInput>>): Promise<{ alerts: AlertView[]; unread: number }> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const all = tx.selectFrom("alerts").selectAll().orderBy("raised_at", "desc").orderBy("id", "desc").limit(limit);
    const open = state === "all" ? all : all.where("resolved_at", "is", null);
    const rows = await (state === "unread" ? open.where("read_at", "is", null) : open).execute();
    const ids = rows.map(({ id }) => id);
    const deliveries = ids.length === 0 ? [] : await readDeliveries(tx, ids);
    const { unread } = await tx
      .selectFrom("alerts")
      .select((eb) => eb.fn.countAll<string>().as("unread"))
      .where("resolved_at", "is", null)
      .where("read_at", "is", null)
      .executeTakeFirstOrThrow();
    const views = rows.map((row) =>
      alertView(
        row,
        deliveries.filter((one) => one.alert_id === row.id),
      ),
    );
    return { alerts: views, unread: Number(unread) };
  });
}

type Telling = Omit<AlertDeliveryRow, "workspace_id" | "available_at"> & { webhook_id: string | null };

async function readDeliveries(tx: Transaction<Database>, alertIds: readonly string[]): Promise<Telling[]> {
  const mailed = await tx
    .selectFrom("alert_deliveries")
    .selectAll()
    .where("alert_id", "in", [...alertIds])
    .execute();
  const posted = await tx
    .selectFrom("outgoing_events as event")
    .innerJoin("webhook_deliveries as delivery", "delivery.event_id", "event.id")
    .select(["delivery.id", "delivery.endpoint_id as webhook_id", "event.subject_id as alert_id", "delivery.state"])
    .select(["delivery.attempts", "delivery.sent_at", "delivery.error"])
    .where("event.type", "=", "alert.raised")
    .where("event.subject_id", "in", [...alertIds])
    .execute();
  return [...mailed.map((row) => ({ ...row, webhook_id: null })), ...posted];
}

function alertView(row: AlertRow, deliveries: readonly Telling[]): AlertView {
  return {
    ...{
      id: row.id,
      kind: row.kind,
      severity: row.severity,
      title: row.title,
      text: row.text,
      link: ownPage(row.link),
    },
    raisedAt: row.raised_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    readAt: row.read_at?.toISOString() ?? null,
    deliveries: deliveries.map((one) => ({
      ...{ id: one.id, webhookId: one.webhook_id, state: one.state, attempts: one.attempts, error: one.error },
      sentAt: one.sent_at?.toISOString() ?? null,
    })),
  };
}

/** Marks alerts as read, or as not read. Throws `not_found` for one that is not there. */
export async function readAlerts({ ctx, input }: Verb<z.infer<typeof readAlertsInput>>): Promise<{ ok: true }> {
  const { alertId, read } = input;
  const change = { read_at: read ? ctx.now() : null, read_by: read ? ctx.actor.name : null };
  const result = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => {
    const query = tx.updateTable("alerts").set(change);
    return (
      alertId === undefined ? query.where("read_at", "is", null) : query.where("id", "=", alertId)
    ).executeTakeFirst();
  });
  if (alertId !== undefined && result.numUpdatedRows === 0n) throw notFound("The alert");
  ctx.events.publish(ctx.workspaceId, { type: "alerts-changed" });
  return { ok: true };
}

/** Links lead to pages of this server only, whatever lies in the database. */
function ownPage(link: string | null): string | null {
  return link !== null && /^\/(?![/\\])/.test(link) ? link : null;
}

/** Mails an alert once more. Throws `not_found`. */
export async function replayMail({
  ctx,
  input: { deliveryId },
}: Verb<z.infer<typeof replayMailInput>>): Promise<{ ok: true }> {
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
