import {
  type ListedDelivery,
  listWebhookDeliveries,
  replayDeliveriesSince,
  replayDelivery,
  type WebhookDeliveryRow,
} from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { isoOrNull } from "../money-view.ts";
import { cutPage, pageInput, readCursor } from "../paging.ts";
import { requireRole } from "../require-role.ts";
import { notFound } from "../service-error.ts";
import { outgoingEventTypes, testEventType } from "./event-types.ts";

export const listDeliveriesInput = z
  .object({
    webhookId: z.uuid().optional(),
    state: z.enum(["pending", "sent", "failed"]).optional(),
    type: z.enum([...outgoingEventTypes, testEventType]).optional(),
    /** What the events are about: the id of an order, an inventory item, a connection or an alert. */
    subject: z.uuid().optional(),
    ...pageInput,
  })
  .prefault({});
export const replayInput = z.object({ webhookDeliveryId: z.uuid() });
export const replaySinceInput = z.object({
  webhookId: z.uuid(),
  /** By the time at which things happened. */
  since: z.iso.datetime({ offset: true }),
  /** Only what was given up; otherwise also what had arrived. */
  failedOnly: z.boolean().default(false),
});

/** One event told to one address. */
export interface OutgoingDeliveryView {
  id: string;
  webhookId: string;
  /** The message's id: the same at every address and attempt. */
  eventId: string;
  type: string;
  subjectId: string;
  data: Record<string, unknown>;
  occurredAt: string;
  state: WebhookDeliveryRow["state"];
  attempts: number;
  /** When it is tried next; null: at once, or never again. */
  nextTryAt: string | null;
  sentAt: string | null;
  /** The status that the address answered last; null where it did not answer. */
  answered: number | null;
  error: string | null;
}

/** What was told and what waits, newest event first. */
export async function listDeliveries({ ctx, input }: Verb<z.infer<typeof listDeliveriesInput>>): Promise<{
  deliveries: OutgoingDeliveryView[];
  nextCursor: string | null;
}> {
  const { cursor, limit, webhookId: endpointId, subject: subjectId, state, type } = input;
  const parts = readCursor(cursor, ["time", "id"]);
  const [position, id] = parts ?? [];
  const after = position === undefined || id === undefined ? null : { position, id };
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    listWebhookDeliveries(tx, { filter: { endpointId, subjectId, state, type }, after, limit: limit + 1 }),
  );
  const { page, nextCursor } = cutPage(rows, limit, (row) => [row.position, row.id]);
  return { deliveries: page.map(deliveryView), nextCursor };
}

function deliveryView(row: ListedDelivery): OutgoingDeliveryView {
  return {
    ...{ id: row.id, webhookId: row.endpoint_id, eventId: row.event_id, type: row.type, subjectId: row.subject_id },
    ...{ data: row.data, occurredAt: row.occurred_at.toISOString(), state: row.state, attempts: row.attempts },
    nextTryAt: row.state === "pending" ? isoOrNull(row.available_at) : null,
    ...{ sentAt: isoOrNull(row.sent_at), answered: row.answered, error: row.error },
  };
}

/** Posts one message again, with the same id and body. Throws `not_found`. */
export async function replayOne({ ctx, input }: Verb<z.infer<typeof replayInput>>): Promise<{ ok: true }> {
  requireRole(ctx.role, "manager");
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    if (!(await replayDelivery(tx, input.webhookDeliveryId))) throw notFound("The delivery");
  });
  await startDelivery(ctx);
  return { ok: true };
}

/** Posts everything again that happened since a time, in its order. Throws `not_found`. */
export async function replaySince({
  ctx,
  input: { webhookId, since, failedOnly },
}: Verb<z.infer<typeof replaySinceInput>>): Promise<{ messages: number }> {
  requireRole(ctx.role, "manager");
  const messages = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const found = await tx.selectFrom("webhook_endpoints").select("url").where("id", "=", webhookId).executeTakeFirst();
    if (found === undefined) throw notFound("The webhook");
    const count = await replayDeliveriesSince(tx, { endpointId: webhookId, since: new Date(since), failedOnly });
    await writeAudit(tx, ctx, {
      ...{ action: "webhook-replayed", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: `Has ${count} messages told again to ${new URL(found.url).host}.`,
      detail: { webhookId, since, failedOnly },
    });
    return count;
  });
  await startDelivery(ctx);
  return { messages };
}

/** Has what waits posted now. */
export async function startDelivery(ctx: ServiceContext): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.jobs.enqueue("webhooks.deliver", { workspaceId }, { singletonKey: workspaceId });
  ctx.events.publish(workspaceId, { type: "webhooks-changed" });
}
