import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";

/** Orders that are over: nothing more is sent to their buyers. */
const over = sql`status IN ('shipped', 'delivered', 'completed', 'cancelled', 'refunded', 'returned')`;
const ended = sql`coalesce(shipped_at, changed_at)`;

/** How a buyer is named: by any one of what platforms and people call them, in full. */
export interface BuyerName {
  platform?: string;
  externalId?: string | null;
  username?: string | null;
  /** Name, username or e-mail address, letter case aside. */
  text?: string;
}

/** Workspaces that keep personal data longer than they want, at this moment. Over all workspaces. */
export async function findWorkspacesToErase(tx: Transaction<Database>, now: Date): Promise<string[]> {
  const { rows } = await sql<{ workspace_id: string }>`
    select w.workspace_id from workspaces w left join privacy_settings p on p.workspace_id = w.workspace_id
    where (p.workspace_id is null or p.buyer_days is not null) and exists (
      select 1 from orders o where o.workspace_id = w.workspace_id and o.buyer_erased_at is null and ${over}
        and ${ended} < ${now}::timestamptz - make_interval(days => coalesce(p.buyer_days, 90)))`.execute(tx);
  return rows.map((row) => row.workspace_id);
}

/** Erases the buyers of orders that ended before the moment, oldest first; tells of how many. */
export async function eraseBuyersBefore(
  tx: Transaction<Database>,
  { before, now, most }: { before: Date; now: Date; most: number },
): Promise<number> {
  const { rows } = await sql<{ id: string }>`update orders set buyer_erased_at = ${now} where id in (
      select id from orders where buyer_erased_at is null and ${over} and ${ended} < ${before}
        order by ${ended}, id limit ${most}) returning id`.execute(tx);
  return rows.length;
}

/** The ids of a buyer's orders. */
export async function findOrdersOfBuyer(tx: Transaction<Database>, buyer: BuyerName): Promise<string[]> {
  const { platform, externalId = null, username = null } = buyer;
  const text = buyer.text?.trim().toLowerCase() ?? "";
  if (externalId === null && username === null && text === "") return [];
  const { rows } = await sql<{ id: string }>`select id from orders where
      (${platform ?? null}::text is null or platform = ${platform ?? null}) and (
        buyer_external_id = ${externalId} or buyer_username = ${username}
        or (${text} <> '' and ${text} in (lower(buyer_name), lower(buyer_username), lower(buyer_email), lower(buyer_external_id))))
    order by placed_at, id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Erases what identifies the buyer of these orders. The database keeps it erased. */
export async function eraseBuyersOf(
  tx: Transaction<Database>,
  { orderIds, now }: { orderIds: readonly string[]; now: Date },
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.updateTable("orders").set({ buyer_erased_at: now }).where("id", "in", orderIds).execute();
}

/** How many orders there are, how many name their buyer, and when the first of those ended. */
export async function countBuyerData(
  tx: Transaction<Database>,
): Promise<{ orders: number; withBuyer: number; erased: number; oldestEnded: Date | null }> {
  const { rows } = await sql<{ orders: number; withBuyer: number; erased: number; oldestEnded: Date | null }>`
    select count(*)::integer as orders, count(*) filter (where buyer_erased_at is null)::integer as "withBuyer",
      count(buyer_erased_at)::integer as erased,
      min(${ended}) filter (where buyer_erased_at is null and ${over}) as "oldestEnded" from orders`.execute(tx);
  return rows[0] ?? { orders: 0, withBuyer: 0, erased: 0, oldestEnded: null };
}
