import { suggest } from "@counterfoil/core/matching";
import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { ServiceContext, Verb } from "../context.ts";
import { isoOrNull } from "../money-view.ts";
import { readLineViews } from "../orders/line-view.ts";
import { orderRowColumns, orderRowView } from "../orders/order-row-view.ts";
import { notFound } from "../service-error.ts";
import { readCandidateViews } from "./candidate-views.ts";
import { type EntryListRow, entryRowViews, selectEntries } from "./entry-row-views.ts";
import type { CandidateView, EntryDetailView } from "./entry-views.ts";
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
      ...{ order: orderRowView(order), line, candidates: await readCandidates(tx, ctx, row) },
      ...{ decidedBy: row.decided_by, decidedAt: isoOrNull(row.decided_at), note: row.note },
      undoable: (await findLastDecision(tx, row.line_id)) !== null,
    };
  });
}

async function readCandidates(tx: Tx, ctx: ServiceContext, row: EntryListRow): Promise<CandidateView[]> {
  if (row.status !== "pending") return [];
  const sheet = await LineSheet.peek(tx, [row.order_id]);
  const line = sheet.lines.get(row.line_id);
  if (line === undefined) return [];
  const suggested = suggest(toMatchLine(line), await freshStockIndex(tx, ctx), candidatesShown);
  return await readCandidateViews(tx, suggested);
}
