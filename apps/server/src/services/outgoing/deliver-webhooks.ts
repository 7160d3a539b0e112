import {
  type DeliveryOutcome,
  type DueDelivery,
  noteEndpointRounds,
  settleWebhookDeliveries,
  takeWebhookDeliveries,
} from "@counterfoil/db";
import { z } from "zod";
import type { ServiceContext } from "../context.ts";
import { eventMessage } from "./event-message.ts";
import { signatureHeaders } from "./webhook-signature.ts";

const atOnce = 20;
const deadlineMs = 15_000;
/** Pauses before the next try of a message, in seconds; after the last one a person may ask again. */
const pauses = [30, 120, 600, 3600, 6 * 3600];
/** How long an address is left alone that took nothing, in seconds, by the rounds in a row. */
const rests = [30, 120, 600];
/** Between two looks at the page's list while much is told. */
const roundsUntold = 20;

/** Posts the messages that wait, to each address by itself: one that is slow or dead holds up no other. */
export async function deliverWebhooks(ctx: ServiceContext, signal: AbortSignal): Promise<void> {
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("webhook_endpoints").select("id").where("enabled", "=", true).execute(),
  );
  await Promise.all(rows.map(({ id }) => deliverTo(ctx, id, signal)));
}

async function deliverTo(ctx: ServiceContext, endpointId: string, signal: AbortSignal): Promise<void> {
  const secrets = new Map<string, Promise<string>>();
  for (let round = 1; !signal.aborted; round += 1) {
    const due = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
      takeWebhookDeliveries(tx, { endpointId, at: ctx.now(), holdMs: 2 * deadlineMs, atOnce }),
    );
    if (due.length > 0) await settle(ctx, await Promise.all(due.map((delivery) => post(ctx, delivery, secrets))));
    if (round > 1 ? due.length === 0 || round % roundsUntold === 0 : due.length > 0)
      ctx.events.publish(ctx.workspaceId, { type: "webhooks-changed" });
    if (due.length === 0) return;
  }
}

interface Posted {
  delivery: DueDelivery;
  /** Null where there was no answer. */
  answered: number | null;
  /** What went wrong, in words; null when it was taken. */
  error: string | null;
}

async function post(
  ctx: ServiceContext,
  delivery: DueDelivery,
  secrets: Map<string, Promise<string>>,
): Promise<Posted> {
  let answered: number | null = null;
  try {
    answered = await send(ctx, delivery, await secretOf(ctx, delivery, secrets));
    const taken = answered >= 200 && answered < 300;
    return { delivery, answered, error: taken ? null : `The address answered ${answered}.` };
  } catch (error) {
    ctx.logger.warn({ err: error, deliveryId: delivery.id }, "an event could not be told");
    return { delivery, answered, error: error instanceof Error ? error.message : "It could not be told." };
  }
}

const sealedSecret = z.object({ secret: z.string() });

async function secretOf(
  ctx: ServiceContext,
  { endpoint_id, secret }: DueDelivery,
  opened: Map<string, Promise<string>>,
): Promise<string> {
  const binding = { workspaceId: ctx.workspaceId, subjectId: endpoint_id, purpose: "fields" } as const;
  const known = opened.get(secret) ?? ctx.vault.open(binding, secret).then((value) => sealedSecret.parse(value).secret);
  opened.set(secret, known);
  return await known;
}

async function send(ctx: ServiceContext, delivery: DueDelivery, secret: string): Promise<number> {
  const body = eventMessage(delivery, ctx.installation.publicUrl);
  const signed = { id: delivery.event_id, timestamp: Math.floor(ctx.now().getTime() / 1000), body };
  const answer = await ctx.outboundFetch(delivery.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...signatureHeaders(secret, signed) },
    body,
    redirect: "manual",
    signal: AbortSignal.timeout(deadlineMs),
  });
  await answer.body?.cancel();
  return answer.status;
}

async function settle(ctx: ServiceContext, posted: readonly Posted[]): Promise<void> {
  const at = ctx.now();
  const took = posted.some((one) => one.error === null || isAboutTheMessage(one.answered));
  const [first] = posted;
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    // The address before its deliveries, as everybody locks them.
    const rounds = first === undefined ? [] : [{ id: first.delivery.endpoint_id, took, at: at.toISOString() }];
    await noteEndpointRounds(tx, { rounds, pauses: rests });
    await settleWebhookDeliveries(
      tx,
      posted.map((one) => outcomeOf(one, at)),
    );
  });
}

/** A refusal of this one message: the address itself is there and works. */
function isAboutTheMessage(answered: number | null): boolean {
  return answered !== null && [400, 406, 409, 413, 415, 422].includes(answered);
}

function outcomeOf({ delivery, answered, error }: Posted, at: Date): DeliveryOutcome {
  const shared = { id: delivery.id, answered, error };
  if (error === null) return { ...shared, state: "sent", available_at: null, sent_at: at.toISOString() };
  const pause = pauses[delivery.attempts - 1];
  if (pause === undefined) return { ...shared, state: "failed", available_at: null, sent_at: null };
  const next = new Date(at.getTime() + pause * 1000).toISOString();
  return { ...shared, state: "pending", available_at: next, sent_at: null };
}
