import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { type RecordColumns, recordset } from "../recordset.ts";

type Tx = Transaction<Database>;

/** A message to be posted: the delivery, its event, and the address with its sealed secret. */
export interface DueDelivery {
  id: string;
  attempts: number;
  endpoint_id: string;
  url: string;
  secret: string;
  event_id: string;
  type: string;
  data: Record<string, unknown>;
  occurred_at: Date;
}

/**
 * Takes deliveries to an address that are due and holds them for a while: the oldest first, of each subject only the next
 * in turn. An address that took nothing lately is tried with a single one, after its rest.
 */
export async function takeWebhookDeliveries(
  tx: Tx,
  due: { endpointId: string; at: Date; holdMs: number; atOnce: number },
): Promise<DueDelivery[]> {
  const at = sql`${due.at.toISOString()}::timestamptz`;
  const { rows } = await sql<DueDelivery>`
    with chosen as (
      select waiting.workspace_id, waiting.id, endpoint.url, endpoint.secret
      from webhook_endpoints as endpoint cross join lateral (
        select delivery.workspace_id, delivery.id from webhook_deliveries as delivery
        where delivery.workspace_id = endpoint.workspace_id and delivery.endpoint_id = endpoint.id
          and delivery.state = 'pending' and (delivery.available_at is null or delivery.available_at <= ${at})
          and not exists (select from webhook_deliveries as earlier
            where earlier.workspace_id = delivery.workspace_id and earlier.endpoint_id = delivery.endpoint_id
              and earlier.subject_id = delivery.subject_id and earlier.state = 'pending'
              and (earlier.occurred_at, earlier.id) < (delivery.occurred_at, delivery.id))
        order by delivery.occurred_at, delivery.id
        limit case when endpoint.failures > 0 then 1 else ${due.atOnce}::integer end
        for update skip locked) as waiting
      where endpoint.id = ${due.endpointId}::uuid and endpoint.enabled
        and (endpoint.resting_until is null or endpoint.resting_until <= ${at})),
    taken as (
      update webhook_deliveries as delivery set attempts = delivery.attempts + 1,
        available_at = ${new Date(due.at.getTime() + due.holdMs).toISOString()}::timestamptz
      from chosen where delivery.workspace_id = chosen.workspace_id and delivery.id = chosen.id
      returning delivery.*, chosen.url, chosen.secret)
    select taken.id, taken.attempts, taken.endpoint_id, taken.url, taken.secret, event.id as event_id, event.type,
      event.data, event.occurred_at
    from taken join outgoing_events as event on event.workspace_id = taken.workspace_id and event.id = taken.event_id
    order by taken.occurred_at, taken.id`.execute(tx);
  return rows;
}

/** What became of posting a message. */
export interface DeliveryOutcome {
  id: string;
  state: "pending" | "sent" | "failed";
  available_at: string | null;
  sent_at: string | null;
  answered: number | null;
  error: string | null;
}

const outcomeColumns: RecordColumns<DeliveryOutcome> = {
  id: "uuid",
  state: "text",
  available_at: "timestamptz",
  sent_at: "timestamptz",
  answered: "integer",
  error: "text",
};

/** Writes down what became of deliveries. One that was asked for again meanwhile stays asked for. */
export async function settleWebhookDeliveries(tx: Tx, outcomes: readonly DeliveryOutcome[]): Promise<void> {
  await sql`update webhook_deliveries as delivery set state = r.state, available_at = r.available_at,
      sent_at = coalesce(r.sent_at, delivery.sent_at), answered = r.answered, error = r.error
    from ${recordset(outcomes, outcomeColumns)}
    where delivery.id = r.id and delivery.attempts > 0`.execute(tx);
}

/** How an address did in a round: whether it took anything, and when it may be tried again. */
export interface EndpointRound {
  id: string;
  took: boolean;
  at: string;
}

/** Notes how addresses did. One that took nothing rests, longer each time, as the pauses in seconds say. */
export async function noteEndpointRounds(
  tx: Tx,
  { rounds, pauses }: { rounds: readonly EndpointRound[]; pauses: readonly number[] },
): Promise<void> {
  if (rounds.length === 0) return;
  const columns: RecordColumns<EndpointRound> = { id: "uuid", took: "boolean", at: "timestamptz" };
  const rest = sql`(array[${sql.join(pauses.map((pause) => sql.lit(pause)))}])[least(failures + 1, ${sql.lit(pauses.length)})]`;
  await sql`update webhook_endpoints as endpoint set
      failures = case when r.took then 0 else failures + 1 end,
      failing_since = case when r.took then null else coalesce(failing_since, r.at) end,
      resting_until = case when r.took then null else r.at + ${rest} * interval '1 second' end,
      last_success_at = case when r.took then r.at else last_success_at end
    from ${recordset(rounds, columns)} where endpoint.id = r.id`.execute(tx);
}

/** The workspaces that have a message to post now. */
export async function findDueWebhooks(tx: Tx, at: Date): Promise<string[]> {
  const moment = sql`${at.toISOString()}::timestamptz`;
  const { rows } = await sql<{ workspace_id: string }>`
    select distinct endpoint.workspace_id from webhook_endpoints as endpoint
    where endpoint.enabled and (endpoint.resting_until is null or endpoint.resting_until <= ${moment})
      and exists (select from webhook_deliveries as delivery
        where delivery.workspace_id = endpoint.workspace_id and delivery.endpoint_id = endpoint.id
          and delivery.state = 'pending' and (delivery.available_at is null or delivery.available_at <= ${moment}))`.execute(
    tx,
  );
  return rows.map((row) => row.workspace_id);
}

/** Deletes events, with their deliveries, that happened before a time: so many of each workspace at once. */
export async function forgetOutgoingEvents(
  tx: Tx,
  { before, atOnce }: { before: Date; atOnce: number },
): Promise<void> {
  await sql`delete from outgoing_events as event using (
      select old.workspace_id, old.id from workspaces as part cross join lateral (
        select workspace_id, id from outgoing_events
        where workspace_id = part.workspace_id and occurred_at < ${before.toISOString()}::timestamptz
        order by occurred_at limit ${atOnce}) as old) as gone
    where event.workspace_id = gone.workspace_id and event.id = gone.id`.execute(tx);
}
