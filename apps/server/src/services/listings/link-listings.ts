import { type ListingToLink, linkListing, type MatchIndex, type MatchPolicy } from "@counterfoil/core/matching";
import {
  type Database,
  dropDeadLinks,
  findItemsBySoldSku,
  insertListingLinks,
  type NewListingLink,
  readOfferedItems,
  readUnlinkedListings,
  retryTransaction,
  saveLinkReasons,
  type UnlinkedListingRow,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { groupBy } from "../group-by.ts";
import { readPolicy } from "../policy/policy-row.ts";
import { freshStockIndex } from "../resolution/stock-index-cache.ts";
import { wakeStockPush } from "../stock-sync/wake-stock-push.ts";

type Tx = Transaction<Database>;

const listingsAtOnce = 500;

/**
 * Ties listings that nothing is tied to yet to the units that they certainly offer, and moves units from a listing that
 * is no more to the one that was made in its place. What is not certain is left for a person, with the reason.
 */
export async function linkListings({ ctx, input }: Verb<{ signal: AbortSignal }>): Promise<{ linked: number }> {
  let linked = 0;
  let after: string | null = null;
  do {
    const page: LinkedPage = await retryTransaction(() =>
      ctx.db.inWorkspace(ctx.workspaceId, (tx) => linkPage(tx, ctx, after)),
    );
    linked += page.linked;
    after = page.after;
  } while (after !== null && !input.signal.aborted);
  if (linked > 0) {
    ctx.events.publish(ctx.workspaceId, { type: "inventory-changed" });
    wakeStockPush(ctx);
  }
  ctx.events.publish(ctx.workspaceId, { type: "listings-changed" });
  return { linked };
}

interface LinkedPage {
  linked: number;
  after: string | null;
}

async function linkPage(tx: Tx, ctx: ServiceContext, after: string | null): Promise<LinkedPage> {
  const rows = await readUnlinkedListings(tx, { after, limit: listingsAtOnce });
  if (rows.length === 0) return { linked: 0, after: null };
  const index = await freshStockIndex(tx, ctx);
  const policy = await readPolicy(tx);
  const sold = await itemsOfPredecessors(tx, rows);
  const decisions = await withoutRivals(
    tx,
    rows.map((row) => ({ row, ...decide(row, { index, policy, sold }) })),
  );
  const links = decisions.flatMap(({ row, itemIds, method }) =>
    itemIds.map(
      (item_id): NewListingLink => ({
        ...{ listing_id: row.id, item_id, method, made_by_kind: "system", made_by: null },
      }),
    ),
  );
  const linked = await insertListingLinks(tx, links);
  const moved = await dropDeadLinks(tx, links);
  await saveLinkReasons(
    tx,
    decisions.map(({ row, reason }) => ({ id: row.id, link_reason: reason })),
  );
  if (linked > 0)
    await writeAudit(tx, ctx, {
      ...{ action: "listings-linked", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: `Tied ${decisions.filter(({ itemIds }) => itemIds.length > 0).length} listings to their units.`,
      detail: { linked, moved: moved.length },
    });
  return { linked, after: rows.length < listingsAtOnce ? null : (rows.at(-1)?.id ?? null) };
}

/** By listing: the items that an earlier listing offered under the same SKU. */
async function itemsOfPredecessors(tx: Tx, rows: readonly UnlinkedListingRow[]): Promise<Map<string, string[]>> {
  const found = await findItemsBySoldSku(
    tx,
    rows.map(({ id }) => id),
  );
  const byListing = groupBy(found, (row) => row.listing_id);
  return new Map([...byListing].map(([id, items]) => [id, items.map((row) => row.item_id)]));
}

export function toListing(row: UnlinkedListingRow): ListingToLink {
  const price =
    row.price_minor === null || row.price_currency === null
      ? null
      : { minor: row.price_minor, currency: row.price_currency };
  return {
    ...{ platform: row.platform, title: row.title, identifiers: row.identifiers, condition: row.condition, price },
    location: row.location,
    reference: { externalId: row.external_id, variationId: row.variation_id, sku: row.sku, platformData: {} },
  };
}

interface RowDecision extends Decided {
  row: UnlinkedListingRow;
}

/**
 * A catalogue number does not tell two listings of one shop apart: where they would offer the same units, a person says
 * which offers which. Two listings that carry the units' own SKU are meant to offer the same.
 */
async function withoutRivals(tx: Tx, decisions: readonly RowDecision[]): Promise<RowDecision[]> {
  const byNumber = decisions.filter(({ method }) => method === "identifier");
  if (byNumber.length === 0) return [...decisions];
  const offered = await readOfferedItems(tx, [...new Set(byNumber.flatMap(({ itemIds }) => itemIds))]);
  const key = (connectionId: string, itemId: string) => `${connectionId} ${itemId}`;
  const claims = new Map<string, number>();
  const note = (name: string) => claims.set(name, (claims.get(name) ?? 0) + 1);
  for (const { connection_id, item_id } of offered) note(key(connection_id, item_id));
  for (const { row, itemIds } of decisions) for (const id of itemIds) note(key(row.connection_id, id));
  return decisions.map((decision) => {
    const { row, itemIds, method } = decision;
    const contested = itemIds.some((id) => (claims.get(key(row.connection_id, id)) ?? 0) > 1);
    if (method !== "identifier" || !contested) return decision;
    return { row, itemIds: [], method: null, reason: "several" };
  });
}

interface Decided {
  itemIds: readonly string[];
  method: string | null;
  reason: UnlinkedListingRow["link_reason"];
}

function decide(
  row: UnlinkedListingRow,
  { index, policy, sold }: { index: MatchIndex; policy: MatchPolicy; sold: ReadonlyMap<string, readonly string[]> },
): Decided {
  const decision = linkListing(toListing(row), index, { policy, refused: new Set(row.refused) });
  if (decision.outcome === "linked") return { itemIds: decision.itemIds, method: decision.method, reason: null };
  const inherited = sold.get(row.id) ?? [];
  // The SKU stands on no unit, but the listing before offered these under it.
  if (decision.reason === "no_match" && inherited.length > 0)
    return { itemIds: inherited, method: "earlier_listing", reason: null };
  return { itemIds: [], method: null, reason: decision.reason };
}
