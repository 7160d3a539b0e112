import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { searchPattern } from "../search-pattern.ts";

type Tx = Transaction<Database>;

/** A word of a platform, on how many listings it is, and what the seller said of it. */
export interface SeenWordRow {
  platform: string;
  /** A category's key, an attribute's name, or one value of it. */
  key: string;
  /** A category's names; null for other words. */
  name: string | null;
  /** The title of a listing in a category, or a value of an attribute: a bare number says little. */
  example: string | null;
  listings: number;
  /** How many different values an attribute has; 0 for other words. */
  values: number;
  /** How many of them were decided. */
  values_decided: number;
  word: string | null;
  decided: boolean;
  decided_by: string | null;
  decided_at: Date | null;
}

export interface WordQuery {
  platform?: string | undefined;
  words?: string | undefined;
  undecidedOnly: boolean;
  limit: number;
}

const live = sql`listing.status <> 'ended'`;

const seenCategories = sql`
  select coalesce(seen.platform, mapping.platform) as platform, coalesce(seen.key, mapping.category_key) as key, seen.name,
    seen.example, coalesce(seen.listings, 0) as listings, 0 as values, 0 as values_decided, mapping.category as word,
    mapping.platform is not null as decided, mapping.decided_by, mapping.decided_at
  from (select listing.platform, listing.category_key as key, max(listing.category_name) as name,
      min(nullif(listing.title, '')) as example,
      count(*)::integer as listings
    from listings as listing where ${live} and listing.category_key is not null
    group by listing.platform, listing.category_key) as seen
  full join category_mappings as mapping on mapping.platform = seen.platform and mapping.category_key = seen.key`;

const seenAttributes = sql`
  select coalesce(seen.platform, mapping.platform) as platform, coalesce(seen.key, mapping.name) as key,
    null::text as name, seen.example, coalesce(seen.listings, 0) as listings, coalesce(seen.values, 0) as values,
    (select count(*)::integer from attribute_mappings as one where one.platform = coalesce(seen.platform, mapping.platform)
      and one.name = coalesce(seen.key, mapping.name) and one.value is not null) as values_decided,
    mapping.word, mapping.platform is not null as decided, mapping.decided_by, mapping.decided_at
  from (select listing.platform, own.name as key, count(distinct listing.id)::integer as listings,
      count(distinct own.value)::integer as values, min(own.value) as example
    from listings as listing cross join jsonb_to_recordset(listing.attributes) as own(name text, value text)
    where ${live} group by listing.platform, own.name) as seen
  full join (select * from attribute_mappings where value is null) as mapping
    on mapping.platform = seen.platform and mapping.name = seen.key`;

const seenValues = (platform: string, name: string) => sql`
  select ${platform}::text as platform, coalesce(seen.key, mapping.value) as key, null::text as name, null::text as example,
    coalesce(seen.listings, 0) as listings, 0 as values, 0 as values_decided, mapping.word,
    mapping.platform is not null as decided, mapping.decided_by, mapping.decided_at
  from (select own.value as key, count(distinct listing.id)::integer as listings
    from listings as listing cross join jsonb_to_recordset(listing.attributes) as own(name text, value text)
    where ${live} and listing.platform = ${platform} and own.name = ${name} group by own.value) as seen
  full join (select * from attribute_mappings where platform = ${platform} and name = ${name} and value is not null)
    as mapping on mapping.value = seen.key`;

async function readWords(tx: Tx, seen: RawBuilder<unknown>, query: WordQuery): Promise<SeenWordRow[]> {
  const pattern = query.words === undefined ? null : searchPattern(query.words);
  const { rows } = await sql<SeenWordRow>`
    select * from (${seen}) as row
    where ${query.platform === undefined ? sql`true` : sql`row.platform = ${query.platform}`}
      and ${pattern === null ? sql`true` : sql`concat_ws(' ', row.key, row.name, row.word) ilike ${pattern}`}
      and ${query.undecidedOnly ? sql`not row.decided` : sql`true`}
    order by row.decided, row.listings desc, row.platform, row.key limit ${query.limit}`.execute(tx);
  return rows;
}

/** The categories that listings are in, undecided and often met ones first; decided ones stay though none is left. */
export async function readSeenCategories(tx: Tx, query: WordQuery): Promise<SeenWordRow[]> {
  return await readWords(tx, seenCategories, query);
}

/** The attributes that listings carry, likewise. */
export async function readSeenAttributes(tx: Tx, query: WordQuery): Promise<SeenWordRow[]> {
  return await readWords(tx, seenAttributes, query);
}

/** The values of one attribute, likewise. */
export async function readSeenValues(tx: Tx, of: { platform: string; name: string }, query: WordQuery) {
  return await readWords(tx, seenValues(of.platform, of.name), query);
}

/** How many words of each kind nobody decided yet, by platform. */
export async function countUndecided(
  tx: Tx,
): Promise<{ kind: "categories" | "attributes"; platform: string; seen: number; undecided: number }[]> {
  const counted = (kind: string, seen: RawBuilder<unknown>) => sql`
    select ${kind}::text as kind, row.platform, count(*)::integer as seen,
      count(*) filter (where not row.decided)::integer as undecided
    from (${seen}) as row group by row.platform`;
  const { rows } = await sql<{ kind: "categories" | "attributes"; platform: string; seen: number; undecided: number }>`
    ${counted("categories", seenCategories)} union all ${counted("attributes", seenAttributes)} order by 1, 2`.execute(
    tx,
  );
  return rows;
}

/** What the seller said of all words. */
export async function readWordMappings(tx: Tx): Promise<{
  categories: { platform: string; category_key: string; category: string | null }[];
  attributes: { platform: string; name: string; value: string | null; word: string | null }[];
}> {
  const categories = await tx
    .selectFrom("category_mappings")
    .select(["platform", "category_key", "category"])
    .execute();
  const attributes = await tx.selectFrom("attribute_mappings").select(["platform", "name", "value", "word"]).execute();
  return { categories, attributes };
}

/** The seller's own words so far: categories, names of attributes, and values. */
export async function readOwnWords(tx: Tx): Promise<{ categories: string[]; names: string[] }> {
  const { rows } = await sql<{ categories: string[]; names: string[] }>`select
    coalesce((select jsonb_agg(distinct word) from (select category as word from category_mappings
      union select category from products) as used where word is not null), '[]') as categories,
    coalesce((select jsonb_agg(distinct word) from attribute_mappings where value is null and word is not null), '[]')
      as names`.execute(tx);
  return rows[0] ?? { categories: [], names: [] };
}

export interface Decision {
  /** Null leaves the platform's word out. */
  word: string | null;
  by: string;
  at: Date;
}

/** Decides a category; null takes the decision back. */
export async function decideCategory(
  tx: Tx,
  { platform, key }: { platform: string; key: string },
  decision: Decision | null,
): Promise<void> {
  if (decision === null) {
    await sql`delete from category_mappings where platform = ${platform} and category_key = ${key}`.execute(tx);
    return;
  }
  await sql`insert into category_mappings (workspace_id, platform, category_key, category, decided_by, decided_at)
    values (current_workspace_id(), ${platform}, ${key}, ${decision.word}, ${decision.by}, ${decision.at})
    on conflict (workspace_id, platform, category_key) do update set category = excluded.category,
      decided_by = excluded.decided_by, decided_at = excluded.decided_at`.execute(tx);
}

/** Decides the name of an attribute (`value` null) or one value of it; null takes the decision back. */
export async function decideAttribute(
  tx: Tx,
  { platform, name, value }: { platform: string; name: string; value: string | null },
  decision: Decision | null,
): Promise<void> {
  if (decision === null) {
    await sql`delete from attribute_mappings where platform = ${platform} and name = ${name}
      and value is not distinct from ${value}`.execute(tx);
    return;
  }
  await sql`insert into attribute_mappings (workspace_id, platform, name, value, word, decided_by, decided_at)
    values (current_workspace_id(), ${platform}, ${name}, ${value}, ${decision.word}, ${decision.by}, ${decision.at})
    on conflict (workspace_id, platform, name, value) do update set word = excluded.word,
      decided_by = excluded.decided_by, decided_at = excluded.decided_at`.execute(tx);
}
