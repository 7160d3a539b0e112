import { suggest } from "@counterfoil/core/matching";
import type { Identifier } from "@counterfoil/core/model";
import type { z } from "zod";
import type { Verb } from "../context.ts";
import { readCandidateViews } from "./candidate-views.ts";
import type { CandidateView, EntryListView, EntryRowView } from "./entry-views.ts";
import { LineSheet } from "./line-sheet.ts";
import { listEntries, type listEntriesInput } from "./list-entries.ts";
import { toMatchLine } from "./match-line.ts";
import { freshStockIndex } from "./stock-index-cache.ts";

const candidatesShown = 5;

/** An entry with all that a program needs to decide it. */
export interface QueueItemView extends EntryRowView {
  identifiers: readonly Identifier[];
  candidates: CandidateView[];
}

/** A page of the queue with each entry's candidates, judged against the stock as it is now. */
export async function listQueue({
  ctx,
  input,
}: Verb<z.infer<typeof listEntriesInput>>): Promise<Omit<EntryListView, "entries"> & { entries: QueueItemView[] }> {
  const page = await listEntries({ ctx, input });
  const orderIds = [...new Set(page.entries.map(({ orderId }) => orderId))];
  const entries = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const sheet = await LineSheet.peek(tx, orderIds);
    const index = await freshStockIndex(tx, ctx);
    const views: QueueItemView[] = [];
    for (const entry of page.entries) {
      const line = sheet.lines.get(entry.lineId);
      const open = line !== undefined && entry.status === "pending";
      const candidates = open ? await readCandidateViews(tx, suggest(toMatchLine(line), index, candidatesShown)) : [];
      views.push({ ...entry, identifiers: line?.row.identifiers ?? [], candidates });
    }
    return views;
  });
  return { ...page, entries };
}
