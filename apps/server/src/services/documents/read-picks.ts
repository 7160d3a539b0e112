import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import type { Pick, PickGroup } from "./draw-pick-list.ts";

interface PickRow {
  linked: boolean;
  location: string | null;
  title: string;
  sku: string | null;
  quantity: number;
  orders: string[];
}

/** What paid orders still wait for, by place in natural order; unknown places and sales without a unit come last. */
export async function readPicks(tx: Transaction<Database>, orderIds: readonly string[] | null): Promise<PickGroup[]> {
  const only = orderIds === null ? sql`true` : sql`orders.id in (${sql.join([...orderIds])})`;
  const waits = sql`orders.status in ('paid', 'packed', 'partially_shipped') and ${only}`;
  const { rows } = await sql<PickRow>`
    select true as linked, item.location, item.title, item.sku, sum(claim.quantity - claim.quantity_sold)::integer as quantity,
      array_agg(distinct orders.external_id order by orders.external_id) as orders
    from claims as claim join orders on orders.id = claim.order_id join inventory_items as item on item.id = claim.item_id
    where claim.quantity > claim.quantity_sold and ${waits}
    group by item.location, item.id, item.title, item.sku
    union all
    select false, null, line.title, line.sku, sum(line.quantity_needed - coalesce(held.units, 0))::integer,
      array_agg(distinct orders.external_id order by orders.external_id)
    from order_lines as line join orders on orders.id = line.order_id
    left join lateral (select sum(claim.quantity) as units from claims as claim where claim.line_id = line.id) as held on true
    where line.removed_at is null and line.state in ('pending', 'queued') and ${waits}
      and line.quantity_needed > coalesce(held.units, 0)
    group by line.title, line.sku`.execute(tx);
  return groupsOf(rows);
}

const natural = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const noPlace = "Location unknown";
const noUnit = "No unit linked yet";

function groupsOf(rows: readonly PickRow[]): PickGroup[] {
  const groups = new Map<string, PickGroup>();
  for (const { linked, location, ...pick } of rows) {
    const place = location?.trim() || null;
    const name = linked ? (place ?? noPlace) : noUnit;
    const group = groups.get(name) ?? { location: place, name, picks: [] };
    group.picks.push(pick);
    groups.set(name, group);
  }
  const last = (group: PickGroup) => (group.name === noUnit ? 2 : group.location === null ? 1 : 0);
  for (const { picks } of groups.values()) picks.sort(byTitle);
  return [...groups.values()].sort((a, b) => last(a) - last(b) || natural.compare(a.name, b.name));
}

function byTitle(a: Pick, b: Pick): number {
  return natural.compare(a.title, b.title) || natural.compare(a.sku ?? "", b.sku ?? "");
}
