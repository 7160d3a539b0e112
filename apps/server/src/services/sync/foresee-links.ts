import type { MatchIndex } from "@counterfoil/core/matching";
import { knowsOtherRoads, storedOrderNumbers } from "@counterfoil/db";
import type { ServiceContext } from "../context.ts";
import { type LinkPolicy, readLinkPolicy } from "../policy/link-policy.ts";
import { decideSafely, type SafeDecisions } from "../resolution/decide-safely.ts";
import { LineSheet, type SheetLine } from "../resolution/line-sheet.ts";
import { isSearched } from "../resolution/link-open-lines.ts";
import { observeLines } from "../resolution/observe-lines.ts";
import { freshStockIndex, indexRevision } from "../resolution/stock-index-cache.ts";
import { layNewOrders } from "./decided-orders.ts";
import type { OrderRows } from "./order-rows.ts";

/** What the matcher would decide on new orders, and what it knew then. */
export interface Foresight {
  index: MatchIndex;
  revision: number;
  policy: string;
  lines: ReadonlySet<string>;
  decided: SafeDecisions;
}

/**
 * Lets the matcher look at orders that are not stored yet, while the page before them is still being written. Locks and
 * writes nothing: it is a hint, to be used by `recall`. Null where some are stored, or nothing can be foreseen.
 */
export async function foreseeLinks(
  ctx: ServiceContext,
  { connectionId, rows }: { connectionId: string; rows: readonly OrderRows[] },
): Promise<Foresight | null> {
  const externalIds = rows.map(({ order }) => order.external_id);
  try {
    return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
      if (rows.some(({ order }) => order.sold_on_number !== null) || (await knowsOtherRoads(tx))) return null;
      if ((await storedOrderNumbers(tx, { connectionId, externalIds })).size > 0) return null;
      const index = await freshStockIndex(tx, ctx);
      return foresee(ctx, rows, { index, policy: await readLinkPolicy(tx) });
    });
  } catch (error) {
    ctx.logger.debug({ err: error }, "nothing could be foreseen of a page: it is decided when it is written");
    return null;
  }
}

function foresee(
  ctx: ServiceContext,
  rows: readonly OrderRows[],
  { index, policy }: { index: MatchIndex; policy: LinkPolicy },
): Foresight {
  const sheet = LineSheet.blank();
  layNewOrders(sheet, rows);
  observeLines(sheet, ctx.now().toISOString());
  const open = [...sheet.lines.values()].filter(isSearched);
  const decided = decideSafely(ctx, open, { index, policy });
  return {
    ...{ index, revision: indexRevision(index), policy: policy.version, decided },
    lines: new Set(open.map((line) => line.row.id)),
  };
}

/**
 * What was foreseen for these very lines, where the matcher would decide the same now: nothing that it knows has changed
 * since. Null otherwise.
 */
export function recall(
  foresight: Foresight | null,
  { open, index, policy }: { open: readonly SheetLine[]; index: MatchIndex; policy: LinkPolicy },
): SafeDecisions | null {
  if (foresight === null || foresight.decided.failed.length > 0) return null;
  if (foresight.index !== index || foresight.revision !== indexRevision(index)) return null;
  if (foresight.policy !== policy.version) return null;
  const same = open.length === foresight.lines.size && open.every((line) => foresight.lines.has(line.row.id));
  return same ? foresight.decided : null;
}
