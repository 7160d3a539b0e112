import { describeRule, type OfferedMapping } from "@counterfoil/core/matching";
import type { Condition } from "@counterfoil/core/model";
import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import type { Verb } from "../context.ts";
import { readOpenOffers } from "./open-offers.ts";
import { lineHasSource } from "./past-decisions.ts";

type Tx = Transaction<Database>;

/** A past sale that a person decided and that the offer would have decided by itself. */
export interface OfferCase {
  lineId: string;
  orderId: string;
  orderReference: string;
  platform: string;
  placedAt: string;
  title: string;
  sku: string | null;
}

/** Something that the seller's own decisions seem to say, and that they may teach with one click. */
export interface OfferView {
  key: string;
  /** The offer as a sentence: `SKU X-… is always set 75192, used`. */
  text: string;
  /** A unit that was chosen, for its name. */
  productTitle: string;
  /** Null where it would apply on every platform. */
  platform: string | null;
  condition: Condition | null;
  /** How many sales a person decided so; the newest of them follow. */
  decisions: number;
  cases: OfferCase[];
  /** Sales that wait now and that it speaks of. */
  waiting: number;
}

const casesShown = 20;

/** What the seller's decisions offer to be taught. Nothing of it holds until it is accepted. */
export async function listOffers({ ctx }: Pick<Verb<void>, "ctx">): Promise<OfferView[]> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const views: OfferView[] = [];
    for (const offer of await readOpenOffers(tx)) views.push(await offerView(tx, offer));
    return views;
  });
}

async function offerView(tx: Tx, offer: OfferedMapping): Promise<OfferView> {
  const { rows } = await sql<OfferCase & { unit: string }>`
    select line.id as "lineId", line.order_id as "orderId", orders.external_id as "orderReference", orders.platform,
      orders.placed_at as "placedAt", line.title, line.sku,
      (select item.title from claims join inventory_items as item on item.id = claims.item_id
        where claims.line_id = line.id and claims.quantity > 0 limit 1) as unit
    from order_lines as line join orders on orders.id = line.order_id
    where line.id = any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(offer.lineIds)}::jsonb)))
    order by orders.placed_at desc, line.id desc limit ${casesShown}`.execute(tx);
  const productTitle = rows[0]?.unit ?? "";
  return {
    ...{ key: offer.key, text: describeOffer(offer, productTitle), productTitle, platform: offer.platform },
    ...{ condition: offer.condition, decisions: offer.lineIds.length },
    cases: rows.map(({ unit: _unit, placedAt, ...rest }) => ({ ...rest, placedAt: new Date(placedAt).toISOString() })),
    waiting: await countWaiting(tx, offer),
  };
}

function describeOffer({ source, to, condition }: OfferedMapping, productTitle: string): string {
  if (to.type === "item") return `SKU ${source.value} is always "${productTitle}"`;
  if (source.type !== "identifier") return describeRule({ source, to: to.identifier, condition });
  const name = source.value.type.replaceAll("_", " ");
  return `${name === "asin" ? "ASIN" : name} ${source.value.value} means ${to.identifier.value}`;
}

async function countWaiting(tx: Tx, offer: OfferedMapping): Promise<number> {
  const own = offer.platform === null ? sql`true` : sql`entry.platform = ${offer.platform}`;
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from queue_entries as entry join order_lines as line on line.id = entry.line_id
    where entry.status = 'pending' and ${own} and ${lineHasSource(offer)}`.execute(tx);
  return rows[0]?.count ?? 0;
}
