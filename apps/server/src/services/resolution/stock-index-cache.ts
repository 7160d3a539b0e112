import { setImmediate } from "node:timers/promises";
import { buildIndex, type MatchIndex, type MatchItem, type MatchMapping } from "@counterfoil/core/matching";
import { identifierTypes } from "@counterfoil/core/model";
import {
  type Database,
  type DatabaseHandle,
  type MappingRow,
  type MatchStockRow,
  readMappings,
  readMatchStock,
  type StockSnapshot,
  type StockVersionRow,
  stockSnapshot,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import { withCatalogueEvidence } from "../catalogue/match-evidence.ts";
import type { ServiceContext } from "../context.ts";

interface CachedIndex {
  index: MatchIndex;
  snapshot: StockSnapshot;
  /** Set when a transaction failed that may have put its own changes into the index. */
  spoiled: boolean;
}

/** What is known about an index besides its items. */
interface IndexFacts {
  /** Rises with every change: at the same revision the matcher decides the same. */
  revision: number;
  /** By item: the version that the index holds, where it holds one that was committed. */
  versions: Map<string, number>;
  /** Transactions of this process whose changes the index has. */
  own: Set<number>;
  mappings: string;
}

const facts = new WeakMap<MatchIndex, IndexFacts>();

function factsOf(index: MatchIndex): IndexFacts {
  const known = facts.get(index) ?? { revision: 0, versions: new Map(), own: new Set(), mappings: "[]" };
  facts.set(index, known);
  return known;
}

const workspacesKept = 20;
const caches = new WeakMap<DatabaseHandle, Map<string, CachedIndex>>();

function cacheOf(db: DatabaseHandle): Map<string, CachedIndex> {
  const known = caches.get(db) ?? new Map<string, CachedIndex>();
  caches.set(db, known);
  return known;
}

/**
 * The workspace's stock, searchable and as fresh as this transaction sees it. Kept between calls: only what changed
 * since is read. It is a hint and no more: whoever takes a unit locks it and looks again.
 */
export async function freshStockIndex(tx: Transaction<Database>, ctx: ServiceContext): Promise<MatchIndex> {
  const cache = cacheOf(ctx.db);
  const known = cache.get(ctx.workspaceId) ?? null;
  const snapshot = await stockSnapshot(tx);
  const own = known === null ? [] : [...factsOf(known.index).own];
  const rows = await readMatchStock(tx, known?.snapshot ?? null, own);
  const mappings = (await readMappings(tx)).flatMap(toMapping);
  const index = known?.index ?? (await buildInSteps(rows));
  if (known) updateStockIndex(index, rows);
  forgetOld(factsOf(index).own, snapshot);
  updateMappings(index, mappings);
  cache.delete(ctx.workspaceId);
  if (known?.spoiled !== true) cache.set(ctx.workspaceId, { index, snapshot, spoiled: false });
  const [oldest] = cache.keys();
  if (cache.size > workspacesKept && oldest !== undefined) cache.delete(oldest);
  return index;
}

const itemsAtOnce = 1_000;

// A hundred thousand units take seconds: others are answered in between. Nobody else has this index yet.
async function buildInSteps(rows: readonly MatchStockRow[]): Promise<MatchIndex> {
  const index = buildIndex([]);
  for (let from = 0; from < rows.length; from += itemsAtOnce) {
    updateStockIndex(index, rows.slice(from, from + itemsAtOnce));
    await setImmediate();
  }
  return index;
}

/** Forgets the kept index: after a transaction failed that may have put its own changes into it. */
export function forgetStockIndex(ctx: ServiceContext): void {
  const cache = cacheOf(ctx.db);
  const known = cache.get(ctx.workspaceId);
  if (known) known.spoiled = true;
  cache.delete(ctx.workspaceId);
}

/** Does work in a transaction of its own that uses the kept index; when it fails, the index is forgotten. */
export async function keepingIndexTrue<Result>(ctx: ServiceContext, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    forgetStockIndex(ctx);
    throw error;
  }
}

// What was changed before the snapshot's horizon is not asked for again.
function forgetOld(own: Set<number>, { horizon }: StockSnapshot): void {
  for (const transaction of own) if (transaction < Number(horizon)) own.delete(transaction);
}

function updateMappings(index: MatchIndex, mappings: readonly MatchMapping[]): void {
  const known = factsOf(index);
  const text = JSON.stringify(mappings);
  if (text === known.mappings) return;
  known.mappings = text;
  known.revision += 1;
  index.update({ mappings });
}

/** Takes rows over into an index, those that it does not hold as they are. */
export function updateStockIndex(index: MatchIndex, rows: readonly MatchStockRow[]): void {
  const known = factsOf(index);
  const changed = rows.filter(({ id, changed_in }) => changed_in === null || known.versions.get(id) !== changed_in);
  if (changed.length === 0) return;
  known.revision += 1;
  index.update({
    items: changed.filter((row) => !row.removed).map(toMatchItem),
    removedIds: changed.filter((row) => row.removed).map((row) => row.id),
  });
  for (const { id, changed_in } of changed)
    if (changed_in === null) known.versions.delete(id);
    else known.versions.set(id, changed_in);
}

/** Takes items out of an index. */
export function removeFromIndex(index: MatchIndex, removedIds: readonly string[]): void {
  if (removedIds.length === 0) return;
  const known = factsOf(index);
  known.revision += 1;
  index.update({ removedIds });
  for (const id of removedIds) known.versions.delete(id);
}

/** At the same revision of the same index the matcher decides the same. */
export function indexRevision(index: MatchIndex): number {
  return factsOf(index).revision;
}

/** Whether an index holds this version of an item. */
export function holdsVersion(
  index: MatchIndex,
  { id, changed_in }: Pick<StockVersionRow, "id" | "changed_in">,
): boolean {
  return changed_in !== null && factsOf(index).versions.get(id) === changed_in;
}

/**
 * Takes units that a transaction claims over into the index before they are written, so that what is decided next leaves
 * them alone. `whole` says that the transaction changes nothing else of stock: its items need not be read again then.
 * Belongs into `keepingIndexTrue`.
 */
export function noteClaims(
  index: MatchIndex,
  {
    claims,
    transaction,
    whole,
  }: { claims: readonly { itemId: string; quantity: number }[]; transaction: number; whole: boolean },
): void {
  const known = factsOf(index);
  const items = new Map<string, MatchItem>();
  for (const { itemId, quantity } of claims) {
    const item = items.get(itemId) ?? index.get(itemId);
    if (item) items.set(itemId, { ...item, quantityClaimed: item.quantityClaimed + quantity });
  }
  if (items.size === 0) return;
  index.update({ items: [...items.values()] });
  known.revision += 1;
  if (whole) known.own.add(transaction);
  for (const id of items.keys())
    if (whole) known.versions.set(id, transaction);
    else known.versions.delete(id);
}

/** What the matcher knows of an item, with what the catalogue adds. */
export function toMatchItem(row: MatchStockRow): MatchItem {
  const item: MatchItem = {
    ...{ id: row.id, sku: row.sku, title: row.title, identifiers: row.identifiers, condition: row.condition },
    ...{ status: row.status, quantityOnHand: row.quantity_on_hand, quantityClaimed: row.quantity_claimed },
    location: row.location,
    askingPrice:
      row.asking_price_minor === null || row.asking_price_currency === null
        ? null
        : { minor: row.asking_price_minor, currency: row.asking_price_currency },
    acquiredAt: row.acquired_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    listings: row.listings,
    legacySale: legacySaleOf(row),
  };
  return withCatalogueEvidence(item, row.catalogue);
}

/** A sold unit that no claim explains was sold before stock was kept here, on the channel that its listings name. */
function legacySaleOf(row: MatchStockRow): MatchItem["legacySale"] {
  if (row.status !== "sold" || row.has_claims) return null;
  const platforms = [...new Set(row.listings.map((listing) => listing.platform))];
  return { quantity: 1, platform: platforms.length === 1 ? (platforms[0] ?? null) : null, orderReference: null };
}

function toMapping(row: MappingRow): MatchMapping[] {
  if (row.kind === "pin" && row.source_type === "sku" && row.item_id !== null)
    return [{ type: "pin", platform: row.platform, sku: row.source_value, itemId: row.item_id }];
  const from = identifierTypes.find((type) => type === row.source_type);
  const to = identifierTypes.find((type) => type === row.identifier_type);
  if (row.kind !== "alias" || from === undefined || to === undefined || row.identifier_value === null) return [];
  return [
    { type: "alias", from: { type: from, value: row.source_value }, to: { type: to, value: row.identifier_value } },
  ];
}
