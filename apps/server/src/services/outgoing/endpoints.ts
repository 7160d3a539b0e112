import { randomBytes } from "node:crypto";
import { countWebhookDeliveries, type WebhookEndpointRow } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { isoOrNull } from "../money-view.ts";
import { requireRole } from "../require-role.ts";
import { requireVault } from "../require-vault.ts";
import { invalid, notFound } from "../service-error.ts";
import { type OutgoingEventType, outgoingEventTypes } from "./event-types.ts";

const events = z.array(z.enum(outgoingEventTypes)).min(1, "Choose at least one kind of event.").max(50);

export const addEndpointInput = z.object({
  url: z.url({ protocol: /^https$/, error: "must be an https:// address" }).max(2000),
  /** Alerts alone where nothing is chosen. */
  events: events.default(["alert.raised"]),
});
export const changeEndpointInput = z.object({
  webhookId: z.uuid(),
  events: events.optional(),
  /** What happens while it is off is not told later. */
  enabled: z.boolean().optional(),
});
export const endpointInput = z.object({ webhookId: z.uuid() });

const mostEndpoints = 20;

/** An address that is told what happens. The secret is told once, when it is made. */
export interface EndpointView {
  id: string;
  url: string;
  enabled: boolean;
  events: OutgoingEventType[];
  /** `failing`: the last round of messages was not taken. */
  state: "healthy" | "failing" | "off";
  failingSince: string | null;
  /** Until when nothing is tried. */
  restingUntil: string | null;
  lastSuccessAt: string | null;
  /** Messages that wait, and that were given up. */
  pending: number;
  failed: number;
  createdAt: string;
}

/** The addresses that are told what happens, in the order they were added. */
export async function listEndpoints({ ctx }: Pick<Verb<void>, "ctx">): Promise<EndpointView[]> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const rows = await tx.selectFrom("webhook_endpoints").selectAll().orderBy("created_at").orderBy("id").execute();
    const counts = new Map((await countWebhookDeliveries(tx)).map((count) => [count.endpoint_id, count]));
    return rows.map((row) => endpointView(row, counts.get(row.id) ?? { pending: 0, failed: 0 }));
  });
}

function endpointView(row: WebhookEndpointRow, counts: { pending: number; failed: number }): EndpointView {
  return {
    ...{ id: row.id, url: row.url, enabled: row.enabled },
    events: outgoingEventTypes.filter((type) => row.events.includes(type)),
    state: row.enabled ? (row.failures > 0 ? "failing" : "healthy") : "off",
    ...{ failingSince: isoOrNull(row.failing_since), restingUntil: isoOrNull(row.resting_until) },
    ...{ lastSuccessAt: isoOrNull(row.last_success_at), pending: counts.pending, failed: counts.failed },
    createdAt: row.created_at.toISOString(),
  };
}

/** Has events told to an address. Answers the secret that signs them, which is shown this once. Throws `invalid`. */
export async function addEndpoint({
  ctx,
  input: { url, events: chosen },
}: Verb<z.infer<typeof addEndpointInput>>): Promise<{ id: string; secret: string }> {
  requireRole(ctx.role, "manager");
  requireVault(ctx);
  const id = ctx.newId();
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const { workspaceId } = ctx;
  const sealed = await ctx.vault.seal({ workspaceId, subjectId: id, purpose: "fields" }, { secret });
  await ctx.db.inWorkspace(workspaceId, async (tx) => {
    const known = await tx.selectFrom("webhook_endpoints").select("id").limit(mostEndpoints).execute();
    if (known.length >= mostEndpoints) throw invalid(`At most ${mostEndpoints} addresses. Remove one first.`);
    await tx
      .insertInto("webhook_endpoints")
      .values({
        ...{ workspace_id: workspaceId, id, url, secret: sealed.ciphertext, key_id: sealed.keyId },
        events: [...new Set(chosen)],
      })
      .execute();
    await writeAudit(tx, ctx, {
      ...{ action: "webhook-added", subjectType: "workspace", subjectId: workspaceId },
      ...{ text: `Has events told to ${new URL(url).host}.`, detail: { webhookId: id, events: chosen } },
    });
  });
  ctx.events.publish(workspaceId, { type: "webhooks-changed" });
  return { id, secret };
}

/** Changes what an address is told, or turns it off and on again. Throws `not_found`. */
export async function changeEndpoint({
  ctx,
  input: { webhookId, events: chosen, enabled },
}: Verb<z.infer<typeof changeEndpointInput>>): Promise<{ ok: true }> {
  requireRole(ctx.role, "manager");
  const healed = { failures: 0, failing_since: null, resting_until: null };
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await tx
      .updateTable("webhook_endpoints")
      .set((eb) => ({
        events: chosen === undefined ? eb.ref("events") : eb.val([...new Set(chosen)]),
        ...(enabled === undefined ? {} : { enabled, ...healed }),
      }))
      .where("id", "=", webhookId)
      .returning(["url", "events", "enabled"])
      .executeTakeFirst();
    if (row === undefined) throw notFound("The webhook");
    await writeAudit(tx, ctx, {
      ...{ action: "webhook-changed", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: `Changed what ${new URL(row.url).host} is told.`,
      detail: { webhookId, events: row.events, enabled: row.enabled },
    });
  });
  ctx.events.publish(ctx.workspaceId, { type: "webhooks-changed" });
  return { ok: true };
}

/** Tells an address nothing more, and forgets what was told to it. Throws `not_found`. */
export async function removeEndpoint({
  ctx,
  input: { webhookId },
}: Verb<z.infer<typeof endpointInput>>): Promise<{ ok: true }> {
  requireRole(ctx.role, "manager");
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const gone = await tx
      .deleteFrom("webhook_endpoints")
      .where("id", "=", webhookId)
      .returning("url")
      .executeTakeFirst();
    if (gone === undefined) throw notFound("The webhook");
    await writeAudit(tx, ctx, {
      ...{ action: "webhook-removed", subjectType: "workspace", subjectId: ctx.workspaceId },
      ...{ text: `Tells ${new URL(gone.url).host} nothing more.`, detail: { webhookId } },
    });
  });
  ctx.events.publish(ctx.workspaceId, { type: "webhooks-changed" });
  return { ok: true };
}
