import { type AlertRow, type Database, findDueDeliveries, saveTroubles } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServerParts, ServiceContext } from "../context.ts";
import { type RecordedEvent, recordEvents } from "../outgoing/record-events.ts";
import { alertKinds } from "./alert-kinds.ts";
import { readAlertSettings } from "./alert-settings.ts";
import { findTroubles } from "./find-troubles.ts";

/**
 * Looks for everything that a seller should know, and raises what is new. A trouble that lasts is one alert; one that
 * is gone resolves by itself. Nothing is changed but the alerts.
 */
export async function checkAlerts(ctx: ServiceContext): Promise<void> {
  const at = ctx.now();
  const { workspaceId, newId } = ctx;
  const changed = await ctx.db.inWorkspace(workspaceId, async (tx) => {
    const settings = await readAlertSettings(tx);
    const troubles = (await findTroubles(tx, ctx, settings)).filter(({ kind }) => !settings.muted_kinds.includes(kind));
    const saved = await saveTroubles(tx, { workspaceId, kinds: alertKinds, troubles, at, newId });
    await tell(tx, ctx, saved.raised);
    return saved.changed;
  });
  if (!changed) return;
  ctx.events.publish(workspaceId, { type: "alerts-changed" });
  for (const job of ["alerts.deliver", "webhooks.deliver"] as const)
    await ctx.jobs.enqueue(job, { workspaceId }, { singletonKey: workspaceId });
}

async function tell(tx: Transaction<Database>, ctx: ServiceContext, raised: readonly AlertRow[]): Promise<void> {
  if (raised.length === 0) return;
  await recordEvents(tx, ctx, raised.map(alertEvent));
  const { email_to } = await readAlertSettings(tx);
  if (ctx.mailer === null || email_to === null) return;
  const rows = raised.map((alert) => ({
    ...{ workspace_id: ctx.workspaceId, id: ctx.newId(), alert_id: alert.id, available_at: ctx.now() },
  }));
  await tx.insertInto("alert_deliveries").values(rows).execute();
}

function alertEvent({ id, kind, severity, title, text, link }: AlertRow): RecordedEvent {
  return { type: "alert.raised", subjectId: id, data: { id, kind, severity, title, text, link } };
}

const roundMinutes = 5;

/** Has the alerts of every workspace looked at, each some minutes. */
export async function enqueueAlertChecks(parts: ServerParts): Promise<void> {
  if (parts.now().getUTCMinutes() % roundMinutes !== 0) return;
  const rows = await parts.db.asSystem((tx) => tx.selectFrom("workspaces").select("workspace_id").execute());
  for (const { workspace_id: workspaceId } of rows)
    await parts.jobs.enqueue("alerts.check", { workspaceId }, { singletonKey: workspaceId });
}

/** Has alerts told whose time for another try has come. */
export async function enqueueDueDeliveries(parts: ServerParts): Promise<void> {
  for (const workspaceId of await parts.db.asSystem((tx) => findDueDeliveries(tx, parts.now())))
    await parts.jobs.enqueue("alerts.deliver", { workspaceId }, { singletonKey: workspaceId });
}
