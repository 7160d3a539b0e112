import type { WebhookEvent, WebhookRequest, WebhookResponse } from "@counterfoil/connector-kit";
import type { ServerParts, ServerVerb } from "../context.ts";
import { notFound } from "../service-error.ts";
import { addressedReceiver, commonReceivers, type WebhookReceiver } from "./webhook-receivers.ts";

export interface IncomingWebhook {
  platform: string;
  /** Set when the address names a connection. */
  address: { connectionId: string; token: string } | null;
  request: WebhookRequest;
}

interface StoredEvent {
  workspaceId: string;
  eventId: string;
}

/**
 * Takes a platform's message: checked, stored once per workspace, handed to the background, answered at once. What
 * fails its check is answered as the platform expects and stored nowhere.
 */
export async function receiveWebhook({ parts, input }: ServerVerb<IncomingWebhook>): Promise<WebhookResponse> {
  const { manifest } = parts.connectors.get(input.platform);
  if (!manifest.capabilities.webhooks) throw notFound("This webhook");
  const receivers =
    input.address === null
      ? await commonReceivers(parts, input.platform)
      : await addressedReceiver(parts, { platform: input.platform, ...input.address });
  if (receivers.length === 0) throw notFound("This webhook");
  let refusal: WebhookResponse = { status: 412, headers: {}, body: "" };
  for (const receiver of receivers) {
    const verification = await receiver.connector.webhooks?.verify(input.request, { deadlineMs: 10_000 });
    if (verification === undefined) continue;
    if (verification.verified) {
      await acceptEvents(parts, receiver, { platform: input.platform, events: verification.events });
      return verification.respond;
    }
    parts.logger.info({ platform: input.platform, reason: verification.reason }, "a webhook was refused");
    refusal = verification.respond;
  }
  return refusal;
}

async function acceptEvents(
  parts: ServerParts,
  receiver: WebhookReceiver,
  { platform, events }: { platform: string; events: readonly WebhookEvent[] },
): Promise<void> {
  for (const event of events) {
    const stored = await storeEvent(parts, { platform, event, targets: receiver.targetsOf(event) });
    for (const { workspaceId, eventId } of stored) {
      await parts.jobs.enqueue("webhooks.handle", { workspaceId, eventId }, { singletonKey: eventId });
    }
  }
}

/** One row for each workspace concerned; a repeated delivery finds its row and adds none. */
async function storeEvent(
  parts: ServerParts,
  received: { platform: string; event: WebhookEvent; targets: ReturnType<WebhookReceiver["targetsOf"]> },
): Promise<StoredEvent[]> {
  const { event, platform } = received;
  if (received.targets.length === 0) return [];
  const rows = received.targets.map((target) => ({
    workspace_id: target.workspace_id,
    id: parts.newId(),
    connection_id: target.id,
    platform,
    // Hints for two connections of one workspace are two events; a repeat for one of them is none.
    event_id: `${event.id}:${target.id}`,
    type: event.type,
    payload: JSON.stringify(event),
    received_at: parts.now(),
  }));
  const inserted = await parts.db.asSystem((tx) =>
    tx
      .insertInto("webhook_events")
      .values(rows)
      .onConflict((conflict) => conflict.columns(["workspace_id", "platform", "event_id"]).doNothing())
      .returning(["workspace_id", "id"])
      .execute(),
  );
  return inserted.map((row) => ({ workspaceId: row.workspace_id, eventId: row.id }));
}
