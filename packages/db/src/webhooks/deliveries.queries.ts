import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { WebhookDeliveryRow } from "../tables/webhook.table.ts";

type Tx = Transaction<Database>;

/** What is asked of deliveries. `since` is by the time of the event. */
export interface DeliveryFilter {
  endpointId?: string | undefined;
  state?: WebhookDeliveryRow["state"] | undefined;
  type?: string | undefined;
  subjectId?: string | undefined;
}

/** A delivery with what it tells. `position` names its place in the list exactly. */
export interface ListedDelivery extends WebhookDeliveryRow {
  type: string;
  data: Record<string, unknown>;
  position: string;
}

/** Deliveries, newest event first, from a position on. */
export async function listWebhookDeliveries(
  tx: Tx,
  { filter, after, limit }: { filter: DeliveryFilter; after: { position: string; id: string } | null; limit: number },
): Promise<ListedDelivery[]> {
  const { endpointId, state, type, subjectId } = filter;
  const { rows } = await sql<ListedDelivery>`
    select delivery.*, delivery.occurred_at::text as position, event.type, event.data
    from webhook_deliveries as delivery
    join outgoing_events as event on event.workspace_id = delivery.workspace_id and event.id = delivery.event_id
    where ${endpointId === undefined ? sql`true` : sql`delivery.endpoint_id = ${endpointId}::uuid`}
      and ${state === undefined ? sql`true` : sql`delivery.state = ${state}`}
      and ${type === undefined ? sql`true` : sql`event.type = ${type}`}
      and ${subjectId === undefined ? sql`true` : sql`delivery.subject_id = ${subjectId}::uuid`}
      and ${after === null ? sql`true` : sql`(delivery.occurred_at, delivery.id) < (${after.position}::timestamptz, ${after.id}::uuid)`}
    order by delivery.occurred_at desc, delivery.id desc limit ${limit}`.execute(tx);
  return rows;
}

/** How many deliveries wait and how many were given up, by address. */
export async function countWebhookDeliveries(
  tx: Tx,
): Promise<{ endpoint_id: string; pending: number; failed: number; oldest: Date | null }[]> {
  const { rows } = await sql<{ endpoint_id: string; pending: number; failed: number; oldest: Date | null }>`
    select endpoint_id, (count(*) filter (where state = 'pending'))::integer as pending,
      (count(*) filter (where state = 'failed'))::integer as failed,
      min(occurred_at) filter (where state = 'pending') as oldest
    from webhook_deliveries where state <> 'sent' group by endpoint_id`.execute(tx);
  return rows;
}

const again = { state: "pending", attempts: 0, available_at: null, error: null, answered: null } as const;

/** Has one message posted again, at once. False where there is no such delivery. */
export async function replayDelivery(tx: Tx, deliveryId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("webhook_deliveries")
    .select("endpoint_id")
    .where("id", "=", deliveryId)
    .executeTakeFirst();
  if (row === undefined) return false;
  await wakeEndpoint(tx, row.endpoint_id);
  const replayed = await tx
    .updateTable("webhook_deliveries")
    .set(again)
    .where("id", "=", deliveryId)
    .executeTakeFirst();
  return replayed.numUpdatedRows > 0n;
}

/** Has everything posted again, at once, that happened since a time, to one address. Answers how many messages. */
export async function replayDeliveriesSince(
  tx: Tx,
  { endpointId, since, failedOnly }: { endpointId: string; since: Date; failedOnly: boolean },
): Promise<number> {
  await wakeEndpoint(tx, endpointId);
  const all = tx
    .updateTable("webhook_deliveries")
    .set(again)
    .where("endpoint_id", "=", endpointId)
    .where("occurred_at", ">=", since);
  const result = await (failedOnly ? all.where("state", "=", "failed") : all).executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Lets an address be tried at once, whatever it answered lately. Locks it: before its deliveries, as everybody does. */
async function wakeEndpoint(tx: Tx, endpointId: string): Promise<void> {
  await tx.updateTable("webhook_endpoints").set({ resting_until: null }).where("id", "=", endpointId).execute();
}
