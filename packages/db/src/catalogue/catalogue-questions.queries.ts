import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { CatalogueQuestionKind } from "../tables/catalogue.table.ts";

type Tx = Transaction<Database>;

export interface CatalogueQuestion {
  source: string;
  kind: CatalogueQuestionKind;
  question: string;
}

/** When a question was asked last and how many products came; null where it never was. */
export async function readCatalogueQuestion(
  tx: Tx,
  { source, kind, question }: CatalogueQuestion,
): Promise<{ asked_at: Date; found: number } | null> {
  const row = await tx
    .selectFrom("catalogue_questions")
    .select(["asked_at", "found"])
    .where("source", "=", source)
    .where("kind", "=", kind)
    .where("question", "=", question)
    .executeTakeFirst();
  return row ?? null;
}

/** Writes down that questions were asked, and what came of them. */
export async function noteCatalogueQuestions(
  tx: Tx,
  workspaceId: string,
  asked: { at: Date; questions: readonly (CatalogueQuestion & { found: number })[] },
): Promise<void> {
  if (asked.questions.length === 0) return;
  await tx
    .insertInto("catalogue_questions")
    .values(asked.questions.map((question) => ({ workspace_id: workspaceId, ...question, asked_at: asked.at })))
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "source", "kind", "question"])
        .doUpdateSet({ asked_at: asked.at, found: (eb) => eb.ref("excluded.found") }),
    )
    .execute();
}

/** How old knowledge may be before it is asked for anew. */
export interface CatalogueAges {
  knownBefore: Date;
  missedBefore: Date;
}

/** Set numbers of stock that the catalogue does not know, or has not read for long, those of the newest stock first. */
export async function findNumbersToRead(
  tx: Tx,
  { source, ages, limit }: { source: string; ages: CatalogueAges; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select number from (
      select case when part.value ~ '-[0-9]{1,2}$' then trim(part.value) else trim(part.value) || '-1' end as number,
        max(item.created_at) as newest
      from inventory_identifiers as part
      join inventory_items as item on item.workspace_id = part.workspace_id and item.id = part.item_id
      where part.type = 'set_number' and part.value ~ '^\\s*[A-Za-z]{0,8}[0-9]{2,7}[A-Za-z]?(-[0-9]{1,2})?\\s*$'
        and item.removed_at is null
      group by 1) as stated
    where not exists (select from catalogue_products as known
        where known.source = ${source} and known.number_key = normalize_identifier('set_number', stated.number)
          and upper(known.number) = upper(stated.number) and known.read_at >= ${ages.knownBefore})
      and not exists (select from catalogue_questions as asked
        where asked.source = ${source} and asked.kind = 'number' and asked.question = lower(stated.number)
          and asked.found = 0 and asked.asked_at >= ${ages.missedBefore})
    order by newest desc, number limit ${limit}`.execute(tx);
  return rows.map((row) => row.number);
}

/** Barcodes (14 digits) of stock without a set number that the catalogue does not know, those of the newest stock first. */
export async function findBarcodesToRead(
  tx: Tx,
  { source, ages, limit }: { source: string; ages: CatalogueAges; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ barcode: string }>`
    select barcode from (
      select barcode_digits(part.value) as barcode, max(item.created_at) as newest
      from inventory_identifiers as part
      join inventory_items as item on item.workspace_id = part.workspace_id and item.id = part.item_id
      where part.type = 'gtin' and regexp_replace(part.value, '[^0-9]', '', 'g') ~ '^0{0,2}[0-9]{12,13}$'
        and item.removed_at is null
        and not exists (select from inventory_identifiers as other
          where other.item_id = part.item_id and other.type = 'set_number')
      group by 1) as stated
    where not exists (select from catalogue_barcodes as known
        where known.source = ${source} and known.barcode = stated.barcode)
      and not exists (select from catalogue_questions as asked
        where asked.source = ${source} and asked.kind = 'barcode' and asked.question = stated.barcode
          and asked.asked_at >= ${ages.missedBefore})
    order by newest desc, barcode limit ${limit}`.execute(tx);
  return rows.map((row) => row.barcode);
}

/** Workspaces whose catalogue is to be filled from one of these platforms now; their next round is written down. */
export async function claimDueFills(
  tx: Tx,
  { platforms, now, next }: { platforms: readonly string[]; now: Date; next: Date },
): Promise<{ workspaceId: string; connectionId: string }[]> {
  if (platforms.length === 0) return [];
  const { rows } = await sql<{ workspaceId: string; connectionId: string }>`
    with due as (
      select distinct on (link.workspace_id, link.platform) link.workspace_id, link.platform, link.id
      from connections as link
      left join catalogue_sources as kept on kept.workspace_id = link.workspace_id and kept.source = link.platform
      where link.disconnected_at is null and link.platform in (
          select value from jsonb_array_elements_text(${JSON.stringify(platforms)}::jsonb))
        and (kept.next_fill_at is null or kept.next_fill_at <= ${now})
      order by link.workspace_id, link.platform, link.id desc),
    noted as (
      insert into catalogue_sources (workspace_id, source, next_fill_at)
      select workspace_id, platform, ${next} from due
      on conflict (workspace_id, source) do update set next_fill_at = excluded.next_fill_at)
    select workspace_id as "workspaceId", id as "connectionId" from due`.execute(tx);
  return rows;
}

/** Writes down that a round ended, and when the next one may begin. */
export async function noteFill(
  tx: Tx,
  workspaceId: string,
  fill: { source: string; at: Date; next: Date },
): Promise<void> {
  const times = { filled_at: fill.at, next_fill_at: fill.next };
  await tx
    .insertInto("catalogue_sources")
    .values({ workspace_id: workspaceId, source: fill.source, ...times })
    .onConflict((conflict) => conflict.columns(["workspace_id", "source"]).doUpdateSet(times))
    .execute();
}
