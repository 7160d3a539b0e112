import { defaultPolicy, link, type MatchIndex, type MatchLine, suggest } from "@counterfoil/core/matching";
import { type Database, type RivalOrderRow, readRivals } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { ServiceContext, Verb } from "../context.ts";
import { isoOrNull } from "../money-view.ts";
import { readLineViews } from "../orders/line-view.ts";
import { orderRowColumns, orderRowView } from "../orders/order-row-view.ts";
import { notFound } from "../service-error.ts";
import { readCandidateViews } from "./candidate-views.ts";
import { type EntryListRow, entryRowViews, selectEntries } from "./entry-row-views.ts";
import type { BundleView, EntryDetailView } from "./entry-views.ts";
import { findLastDecision } from "./last-decision.ts";
import { LineSheet } from "./line-sheet.ts";
import { toMatchLine } from "./match-line.ts";
import { freshStockIndex } from "./stock-index-cache.ts";

type Tx = Transaction<Database>;

export const getEntryInput = z.object({ entryId: z.uuid() });

const candidatesShown = 10;

/** One entry with ranked candidates and their reasons, judged against the stock as it is now. Throws `not_found`. */
export async function getEntry({ ctx, input }: Verb<z.infer<typeof getEntryInput>>): Promise<EntryDetailView> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await selectEntries(tx).where("queue_entries.id", "=", input.entryId).executeTakeFirst();
    if (row === undefined) throw notFound("The entry");
    const order = await tx
      .selectFrom("orders")
      .select(orderRowColumns)
      .where("id", "=", row.order_id)
      .executeTakeFirstOrThrow();
    const line = (await readLineViews(tx, row.order_id)).find(({ id }) => id === row.line_id);
    const [view] = await entryRowViews(tx, [row]);
    if (line === undefined || view === undefined) throw notFound("The entry");
    return {
      ...view,
      ...{ order: orderRowView(order), line, ...(await readSuggestions(tx, ctx, row)) },
      takenBy: view.reason === "oversold" ? (await readRivals(tx, row.line_id)).map(toRivalView) : [],
      ...{ decidedBy: row.decided_by, decidedAt: isoOrNull(row.decided_at), note: row.note },
      undoable: (await findLastDecision(tx, row.line_id)) !== null,
    };
  });
}

function toRivalView({ id, platform, external_id }: RivalOrderRow): EntryDetailView["takenBy"][number] {
  return { orderId: id, platform, platformOrderId: external_id };
}

type Suggestions = Pick<EntryDetailView, "candidates" | "bundle" | "canBeBundle">;

async function readSuggestions(tx: Tx, ctx: ServiceContext, row: EntryListRow): Promise<Suggestions> {
  const nothing = { candidates: [], bundle: null, canBeBundle: false };
  if (row.status !== "pending") return nothing;
  const sheet = await LineSheet.peek(tx, [row.order_id]);
  const line = sheet.lines.get(row.line_id);
  if (line === undefined) return nothing;
  const index = await freshStockIndex(tx, ctx);
  const sale = toMatchLine(line);
  const candidates = await readCandidateViews(tx, suggest(sale, index, candidatesShown));
  const canBeBundle = line.state.needed === 1 && line.state.claims.length === 0;
  return { candidates, canBeBundle, bundle: canBeBundle ? await readBundle(tx, sale, index) : null };
}

/** The units that the title speaks of, where these are several. */
async function readBundle(tx: Tx, sale: MatchLine, index: MatchIndex): Promise<BundleView | null> {
  const [decision] = link([sale], index, defaultPolicy);
  const bundle = decision?.outcome === "queued" ? decision.bundle : null;
  if (bundle === null) return null;
  const ids = bundle.units.map(({ itemId }) => itemId);
  const items = await tx
    .selectFrom("inventory_items")
    .select(["id", "title", "sku", "location"])
    .where("id", "in", ids)
    .execute();
  const byId = new Map(items.map((item) => [item.id, item]));
  const units = bundle.units.flatMap(({ itemId, quantity }) => {
    const item = byId.get(itemId);
    if (item === undefined) return [];
    const { title, sku, location } = item;
    return [{ inventoryItemId: itemId, quantity, title, sku, location }];
  });
  return units.length === bundle.units.length ? { text: bundle.text, units } : null;
}
