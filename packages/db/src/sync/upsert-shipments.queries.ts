import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { recordset } from "../recordset.ts";

/** A package that the platform tells of. */
export interface ShipmentUpsert {
  id: string;
  order_id: string;
  external_id: string | null;
  carrier: string | null;
  tracking_number: string | null;
  shipped_at: string | null;
  lines: readonly { line_external_id: string; quantity: number }[];
}

const columns = {
  id: "uuid",
  order_id: "uuid",
  external_id: "text",
  carrier: "text",
  tracking_number: "text",
  shipped_at: "timestamptz",
  lines: "jsonb",
};

/**
 * Writes packages in one round. One that is known by the platform's id is brought up to date; one without an id is
 * known by its tracking number, and is not written beside a package of our own with the same number.
 */
export async function upsertShipments(
  tx: Transaction<Database>,
  workspaceId: string,
  shipments: readonly ShipmentUpsert[],
): Promise<void> {
  if (shipments.length === 0) return;
  await sql`
    update shipments as own set external_id = r.external_id, updated_at = now()
    from ${recordset(shipments, columns)}
    where own.order_id = r.order_id and own.external_id is null and r.external_id is not null
      and own.tracking_number = r.tracking_number
      and not exists (select from shipments as other
        where other.order_id = r.order_id and other.external_id = r.external_id)`.execute(tx);
  await sql`
    with incoming as (select * from ${recordset(shipments, columns)}),
    written as (
      insert into shipments as known
        (workspace_id, id, order_id, external_id, source, state, carrier, tracking_number, shipped_at)
      select ${workspaceId}::uuid, r.id, r.order_id, r.external_id, 'platform', 'confirmed', r.carrier,
        r.tracking_number, r.shipped_at
      from incoming as r
      where r.external_id is not null or not exists (
        select from shipments as other where other.workspace_id = ${workspaceId}::uuid
          and other.order_id = r.order_id and other.tracking_number is not distinct from r.tracking_number)
      on conflict (workspace_id, order_id, external_id) do update set
        carrier = coalesce(excluded.carrier, known.carrier),
        tracking_number = coalesce(excluded.tracking_number, known.tracking_number),
        shipped_at = coalesce(excluded.shipped_at, known.shipped_at),
        state = 'confirmed', error = null, updated_at = now()
      returning id, order_id, external_id
    )
    insert into shipment_lines as known (workspace_id, shipment_id, line_id, quantity)
    select ${workspaceId}::uuid, written.id, line.id, sum(entry.quantity)::integer
    from written
    join incoming as r on r.order_id = written.order_id
      and (r.id = written.id or r.external_id = written.external_id)
    cross join lateral jsonb_to_recordset(r.lines) as entry(line_external_id text, quantity integer)
    join order_lines as line on line.workspace_id = ${workspaceId}::uuid and line.order_id = r.order_id
      and line.external_id = entry.line_external_id
    where entry.quantity > 0
    group by written.id, line.id
    on conflict (workspace_id, shipment_id, line_id) do update set quantity = excluded.quantity`.execute(tx);
}
