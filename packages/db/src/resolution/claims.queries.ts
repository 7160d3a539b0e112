import type { InventoryStatus } from "@counterfoil/core/model";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { columnList, recordset } from "../recordset.ts";
import type { ActorKind } from "../tables/column-types.ts";
import type { MovementKind } from "../tables/stock.table.ts";

/** Units to be tied to a line. */
export interface NewClaim {
  id: string;
  order_id: string;
  line_id: string;
  item_id: string;
  quantity: number;
  quantity_sold: number;
  method: string;
  decided_by_kind: ActorKind;
  decided_by: string | null;
  evidence: readonly string[];
  reserved_at: string;
  sold_at: string | null;
  currency: string | null;
  gross_minor: number | null;
}

const newColumns = {
  id: "uuid",
  order_id: "uuid",
  line_id: "uuid",
  item_id: "uuid",
  quantity: "integer",
  quantity_sold: "integer",
  method: "text",
  decided_by_kind: "text",
  decided_by: "text",
  evidence: "jsonb",
  reserved_at: "timestamptz",
  sold_at: "timestamptz",
  currency: "text",
  gross_minor: "bigint",
};

/** Makes claims in one statement. The database refuses units that are not free (see `isOverclaim`). */
export async function insertClaims(
  tx: Transaction<Database>,
  workspaceId: string,
  claims: readonly NewClaim[],
): Promise<void> {
  if (claims.length === 0) return;
  await sql`
    insert into claims (workspace_id, ${columnList(newColumns)})
    select ${workspaceId}::uuid, ${columnList(newColumns, "r")} from ${recordset(claims, newColumns)}`.execute(tx);
}

/** How a claim changes: units to be added to what it has. */
export interface ClaimDelta {
  id: string;
  quantity: number;
  quantity_sold: number;
  quantity_released: number;
  quantity_returned: number;
  at: string;
}

const deltaColumns = {
  id: "uuid",
  quantity: "integer",
  quantity_sold: "integer",
  quantity_released: "integer",
  quantity_returned: "integer",
  at: "timestamptz",
};

/** Changes claims in one statement: units sold, let go or returned. */
export async function changeClaims(tx: Transaction<Database>, deltas: readonly ClaimDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  await sql`
    update claims as claim set quantity = claim.quantity + r.quantity,
      quantity_sold = claim.quantity_sold + r.quantity_sold,
      quantity_released = claim.quantity_released + r.quantity_released,
      quantity_returned = claim.quantity_returned + r.quantity_returned,
      sold_at = case when r.quantity_sold > 0 then coalesce(claim.sold_at, r.at) else claim.sold_at end,
      released_at = case when r.quantity_released > r.quantity_returned then r.at else claim.released_at end,
      returned_at = case when r.quantity_returned > 0 then r.at else claim.returned_at end,
      updated_at = now()
    from ${recordset(deltas, deltaColumns)}
    where claim.id = r.id`.execute(tx);
}

/** Units entering or leaving the shelf. */
export interface NewMovement {
  id: string;
  item_id: string;
  kind: MovementKind;
  quantity: number;
  claim_id: string | null;
  order_id: string | null;
  actor_kind: ActorKind;
  actor: string | null;
  note: string | null;
  at: string;
}

const movementColumns = {
  id: "uuid",
  item_id: "uuid",
  kind: "text",
  quantity: "integer",
  claim_id: "uuid",
  order_id: "uuid",
  actor_kind: "text",
  actor: "text",
  note: "text",
  at: "timestamptz",
};

/** Adds movements in one statement; the items' on-hand quantities follow. */
export async function insertMovements(
  tx: Transaction<Database>,
  workspaceId: string,
  movements: readonly NewMovement[],
): Promise<void> {
  if (movements.length === 0) return;
  await sql`
    insert into stock_movements (workspace_id, ${columnList(movementColumns)})
    select ${workspaceId}::uuid, ${columnList(movementColumns, "r")}
    from ${recordset(movements, movementColumns)}`.execute(tx);
}

/** What an item's status depends on. */
export interface ItemStatusFacts {
  id: string;
  status: InventoryStatus;
  quantity_on_hand: number;
  has_listing: boolean;
}

/** Reads items for a change of status, locked. */
export async function lockItemStatuses(
  tx: Transaction<Database>,
  itemIds: readonly string[],
): Promise<ItemStatusFacts[]> {
  if (itemIds.length === 0) return [];
  const { rows } = await sql<ItemStatusFacts>`
    select item.id, item.status, item.quantity_on_hand,
      exists (select from item_listings as link where link.item_id = item.id) as has_listing
    from inventory_items as item
    where item.id = any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(itemIds)}::jsonb)))
    order by item.id for no key update of item`.execute(tx);
  return rows;
}

/** Writes statuses in one statement. */
export async function saveItemStatuses(
  tx: Transaction<Database>,
  items: readonly { id: string; status: InventoryStatus; sold_at: string | null }[],
): Promise<void> {
  if (items.length === 0) return;
  await sql`
    update inventory_items as item set status = r.status, sold_at = r.sold_at, updated_at = now()
    from ${recordset(items, { id: "uuid", status: "text", sold_at: "timestamptz" })}
    where item.id = r.id`.execute(tx);
}
