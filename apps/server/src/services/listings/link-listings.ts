import { type ListingToLink, linkListing, type MatchIndex, type MatchPolicy } from "@counterfoil/core/matching";
import {
  type Database,
  dropDeadLinks,
  findItemsBySoldSku,
  type InheritedLinkRow,
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
  const sold = await linksOfPredecessors(tx, rows);
  const decisions = await withoutRivals(
    tx,
    rows.map((row) => ({ row, ...decide(row, { index, policy, sold }) })),
  );
  const links = decisions.flatMap(({ row, itemIds, method, madeBy }) =>
    itemIds.map(
      (item_id): NewListingLink => ({ listing_id: row.id, item_id, method, ...(madeBy?.get(item_id) ?? bySystem) }),
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

/** By listing: what earlier listings offered under the same SKU. */
async function linksOfPredecessors(
  tx: Tx,
  rows: readonly UnlinkedListingRow[],
): Promise<Map<string, InheritedLinkRow[]>> {
  const found = await findItemsBySoldSku(
    tx,
    rows.map(({ id }) => id),
  );
  return groupBy(found, (row) => row.listing_id);
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
  /** Who tied the items to the listing before; the machine where it is not named. */
  madeBy?: ReadonlyMap<string, MadeBy>;
}

type MadeBy = Pick<NewListingLink, "made_by_kind" | "made_by">;
const bySystem: MadeBy = { made_by_kind: "system", made_by: null };

function decide(
  row: UnlinkedListingRow,
  {
    index,
    policy,
    sold,
  }: { index: MatchIndex; policy: MatchPolicy; sold: ReadonlyMap<string, readonly InheritedLinkRow[]> },
): Decided {
  const before = sold.get(row.id) ?? [];
  // What a person tied to the listing that ended goes before what the machine would choose.
  if (before.some(({ ended, made_by_kind }) => ended && made_by_kind === "person"))
    return inherit(before.filter(({ ended }) => ended));
  const decision = linkListing(toListing(row), index, { policy, refused: new Set(row.refused) });
  if (decision.outcome === "linked") return { itemIds: decision.itemIds, method: decision.method, reason: null };
  // The SKU stands on no unit, but the listing before offered these under it.
  if (decision.reason === "no_match" && before.length > 0) return inherit(before);
  return { itemIds: [], method: null, reason: decision.reason };
}

/** What one earlier listing offered. Where several offered different things under the SKU, a person is asked. */
function inherit(links: readonly InheritedLinkRow[]): Decided {
  const byListing = groupBy(links, (link) => JSON.stringify([link.external_id, link.variation_id]));
  const offers = new Set(
    [...byListing.values()].map((own) =>
      own
        .map(({ item_id }) => item_id)
        .sort()
        .join(),
    ),
  );
  if (offers.size > 1) return { itemIds: [], method: null, reason: "several" };
  const madeBy = new Map(links.map(({ item_id, made_by_kind, made_by }) => [item_id, { made_by_kind, made_by }]));
  return { itemIds: [...madeBy.keys()], method: "earlier_listing", reason: null, madeBy };
}
