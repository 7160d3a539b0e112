import { type OfferedMapping, type PastDecision, suggestionKinds } from "@counterfoil/core/matching";
import type { Database } from "@counterfoil/db";
import { type RawBuilder, sql, type Transaction } from "kysely";

type Tx = Transaction<Database>;

const personsRead = 20_000;
const machineRead = 20_000;

const unitFacts = sql`jsonb_agg(jsonb_build_object('id', item.id, 'condition', item.condition, 'identifiers',
  coalesce((select jsonb_agg(jsonb_build_object('type', part.type, 'value', part.value))
    from inventory_identifiers as part where part.item_id = item.id), '[]')) order by item.id)`;

interface DecidedLine extends Omit<PastDecision, "by"> {}

/** The newest sales that persons linked, with the units they chose. */
export async function readPersonDecisions(tx: Tx): Promise<PastDecision[]> {
  return await readLinked(tx, {
    by: "person",
    chosen: sql`line.decided_by_kind = 'person'`,
    claims: sql`true`,
    limit: personsRead,
  });
}

/**
 * What could contradict offers: sales of the same kind that the machine linked by exact evidence, and units of the
 * stock whose own SKU an offer speaks of.
 */
export async function readContraryEvidence(tx: Tx, offers: readonly OfferedMapping[]): Promise<PastDecision[]> {
  if (offers.length === 0) return [];
  const guesses = sql.join(suggestionKinds.map((kind) => sql`${kind}`));
  const linked = await readLinked(tx, {
    by: "machine",
    chosen: sql`line.decided_by_kind = 'system' and (${sql.join(offers.map(lineHasSource), sql` or `)})`,
    claims: sql`claim.method not in (${guesses})`,
    limit: machineRead,
  });
  return [...linked, ...(await readLabelledStock(tx, offers))];
}

interface LinkedQuery {
  by: PastDecision["by"];
  chosen: RawBuilder<unknown>;
  claims: RawBuilder<unknown>;
  limit: number;
}

async function readLinked(tx: Tx, { by, chosen, claims, limit }: LinkedQuery): Promise<PastDecision[]> {
  const { rows } = await sql<DecidedLine>`
    with line as materialized (
      select line.id, line.sku, line.listing_external_id, line.identifiers, line.condition,
        orders.platform
      from order_lines as line join orders on orders.id = line.order_id
      where line.state = 'linked' and line.removed_at is null and ${chosen}
      order by line.decided_at desc, line.id limit ${limit})
    select line.id as "lineId", line.platform, line.sku, line.listing_external_id as "listingId", line.identifiers,
      line.condition,
      ${unitFacts} as units
    from line join claims as claim on claim.line_id = line.id and claim.quantity > 0
      join inventory_items as item on item.id = claim.item_id
    where ${claims}
    group by line.id, line.platform, line.sku, line.listing_external_id, line.identifiers, line.condition`.execute(tx);
  return rows.map((row) => ({ ...row, by }));
}

/** Whether a sale, named `line`, is one that an offer speaks of. */
export function lineHasSource({ source }: Pick<OfferedMapping, "source">): RawBuilder<unknown> {
  if (source.type === "listing") return sql`line.listing_external_id = ${source.value}`;
  if (source.type === "sku_prefix") return sql`starts_with(line.sku, ${source.value})`;
  if (source.type === "sku") return sql`btrim(split_part(line.sku, '|', 1)) = ${source.value}`;
  return sql`line.identifiers @> ${JSON.stringify([source.value])}::jsonb`;
}

async function readLabelledStock(tx: Tx, offers: readonly OfferedMapping[]): Promise<PastDecision[]> {
  const speaks = offers.flatMap(({ source }) => {
    if (source.type === "sku_prefix") return [sql`starts_with(item.sku, ${source.value})`];
    return source.type === "sku" ? [sql`btrim(split_part(item.sku, '|', 1)) = ${source.value}`] : [];
  });
  if (speaks.length === 0) return [];
  const { rows } = await sql<Pick<PastDecision, "lineId" | "sku" | "units">>`
    select item.id as "lineId", item.sku, ${unitFacts} as units from inventory_items as item
    where item.removed_at is null and (${sql.join(speaks, sql` or `)})
    group by item.id, item.sku limit ${machineRead}`.execute(tx);
  return rows.map((row) => ({
    ...row,
    by: "machine",
    platform: null,
    listingId: null,
    identifiers: [],
    condition: null,
  }));
}
