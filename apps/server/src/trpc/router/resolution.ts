import { getEntry, getEntryInput } from "../../services/resolution/get-entry.ts";
import { listEntries, listEntriesInput } from "../../services/resolution/list-entries.ts";
import { listQueue } from "../../services/resolution/list-queue.ts";
import { markNoInventory, markNoInventoryInput } from "../../services/resolution/mark-no-inventory.ts";
import { processHistorical, processHistoricalInput } from "../../services/resolution/process-historical.ts";
import { queueStats } from "../../services/resolution/queue-stats.ts";
import { reopenEntry, reopenEntryInput } from "../../services/resolution/reopen-entry.ts";
import { resolveEntry, resolveEntryInput } from "../../services/resolution/resolve-entry.ts";
import { resolveSiblings, resolveSiblingsInput } from "../../services/resolution/resolve-siblings.ts";
import { searchStock, searchStockInput } from "../../services/resolution/search-stock.ts";
import { skipEntry, skipEntryInput } from "../../services/resolution/skip-entry.ts";
import { undoDecision, undoDecisionInput } from "../../services/resolution/undo-decision.ts";
import { unlinkLine, unlinkLineInput } from "../../services/resolution/unlink-line.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const resolutionRouter = router({
  list: workspaceProcedure.input(listEntriesInput).query(({ ctx, input }) => listEntries({ ctx: ctx.service, input })),
  queue: workspaceProcedure.input(listEntriesInput).query(({ ctx, input }) => listQueue({ ctx: ctx.service, input })),
  stats: workspaceProcedure.query(({ ctx }) => queueStats({ ctx: ctx.service })),
  get: workspaceProcedure.input(getEntryInput).query(({ ctx, input }) => getEntry({ ctx: ctx.service, input })),
  search: workspaceProcedure
    .input(searchStockInput)
    .query(({ ctx, input }) => searchStock({ ctx: ctx.service, input })),
  resolve: workspaceProcedure
    .input(resolveEntryInput)
    .mutation(({ ctx, input }) => resolveEntry({ ctx: ctx.service, input })),
  resolveSiblings: workspaceProcedure
    .input(resolveSiblingsInput)
    .mutation(({ ctx, input }) => resolveSiblings({ ctx: ctx.service, input })),
  skip: workspaceProcedure.input(skipEntryInput).mutation(({ ctx, input }) => skipEntry({ ctx: ctx.service, input })),
  noInventory: workspaceProcedure
    .input(markNoInventoryInput)
    .mutation(({ ctx, input }) => markNoInventory({ ctx: ctx.service, input })),
  reopen: workspaceProcedure
    .input(reopenEntryInput)
    .mutation(({ ctx, input }) => reopenEntry({ ctx: ctx.service, input })),
  unlink: workspaceProcedure
    .input(unlinkLineInput)
    .mutation(({ ctx, input }) => unlinkLine({ ctx: ctx.service, input })),
  undo: workspaceProcedure
    .input(undoDecisionInput)
    .mutation(({ ctx, input }) => undoDecision({ ctx: ctx.service, input })),
  processHistorical: workspaceProcedure
    .input(processHistoricalInput)
    .mutation(({ ctx, input }) => processHistorical({ ctx: ctx.service, input })),
});
