import { type RawBuilder, sql, type Transaction } from "kysely";
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

/** The most days that each platform's own policy lets its buyers' data be kept; platforms without a rule are left out. */
export type PlatformDays = Readonly<Record<string, number>>;

/** The days of a platform: those chosen, or fewer where its policy asks; null keeps the data. `least` passes over nulls. */
function daysOf(chosen: RawBuilder<unknown>, platform: RawBuilder<unknown>, bounds: PlatformDays): RawBuilder<unknown> {
  return sql`least(${chosen}, (${JSON.stringify(bounds)}::jsonb ->> ${platform})::integer)`;
}

/** Workspaces that keep personal data longer than they want or may, at this moment. Over all workspaces. */
export async function findWorkspacesToErase(
  tx: Transaction<Database>,
  { now, standard, bounds }: { now: Date; standard: number; bounds: PlatformDays },
): Promise<string[]> {
  const chosen = sql`case when p.workspace_id is null then ${standard}::integer else p.buyer_days end`;
  const { rows } = await sql<{ workspace_id: string }>`
    select w.workspace_id from workspaces w left join privacy_settings p on p.workspace_id = w.workspace_id
    where exists (
      select 1 from (select distinct platform from connections where workspace_id = w.workspace_id) shop
      join orders o on o.workspace_id = w.workspace_id and o.platform = shop.platform
      where o.buyer_erased_at is null and ${over}
        and ${ended} < ${now}::timestamptz - make_interval(days => ${daysOf(chosen, sql`shop.platform`, bounds)}))`.execute(
    tx,
  );
  return rows.map((row) => row.workspace_id);
}

/** Erases the buyers of orders that ended more days ago than they may be kept, oldest first; tells of how many. */
export async function eraseBuyersOlderThan(
  tx: Transaction<Database>,
  { days, bounds, now, most }: { days: number | null; bounds: PlatformDays; now: Date; most: number },
): Promise<number> {
  const kept = daysOf(sql`${days}::integer`, sql`shop.platform`, bounds);
  const { rows } = await sql<{ id: string }>`update orders set buyer_erased_at = ${now} where id in (
      select o.id from (select distinct platform from connections) shop cross join lateral (
        select id from orders where platform = shop.platform and buyer_erased_at is null and ${over}
          and ${ended} < ${now}::timestamptz - make_interval(days => ${kept})
        order by ${ended}, id limit ${most}) o limit ${most}) returning id`.execute(tx);
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

/** A platform's orders: how many name their buyer, and when the first of these is erased. */
export interface BuyerDataRow {
  platform: string;
  orders: number;
  withBuyer: number;
  erased: number;
  /** When the oldest order that names its buyer was placed. */
  oldest: Date | null;
  /** Null where nothing is erased by itself. */
  nextErasureAt: Date | null;
}

/** How much of buyers' data there is, platform by platform. */
export async function countBuyerData(
  tx: Transaction<Database>,
  { days, bounds }: { days: number | null; bounds: PlatformDays },
): Promise<BuyerDataRow[]> {
  const kept = daysOf(sql`${days}::integer`, sql`platform`, bounds);
  const { rows } = await sql<BuyerDataRow>`
    select platform, count(*)::integer as orders, count(*) filter (where buyer_erased_at is null)::integer as "withBuyer",
      count(buyer_erased_at)::integer as erased, min(placed_at) filter (where buyer_erased_at is null) as oldest,
      min(${ended}) filter (where buyer_erased_at is null and ${over}) + make_interval(days => ${kept}) as "nextErasureAt"
    from orders group by platform order by platform`.execute(tx);
  return rows;
}
