import type { LineState } from "@counterfoil/core/resolution";
import { z } from "zod";
import type { ServiceContext, Verb } from "../context.ts";
import { conflict } from "../service-error.ts";
import { requireFreeUnits } from "./check-units.ts";
import { decideOnLines, personNote, refusalError } from "./decide-on-lines.ts";
import { requirePerson } from "./decider.ts";
import { lineOf, requireEntry } from "./entry-rows.ts";
import { findLastDecision } from "./last-decision.ts";
import type { SheetLine } from "./line-sheet.ts";

export const undoDecisionInput = z.object({ entryId: z.uuid() });

/**
 * Takes the last decision on the entry's line back with all its effects: units go back or come again, the earlier state
 * returns. Throws `conflict` when there is none, or when a unit of the earlier state was taken since.
 */
export async function undoDecision({ ctx, input }: Verb<z.infer<typeof undoDecisionInput>>): Promise<{ ok: true }> {
  const by = requirePerson(ctx.actor);
  return await decideOnLines(ctx, {
    findOrder: async (tx) => (await requireEntry(tx, input.entryId)).order_id,
    decide: async (tx, sheet) => {
      const line = lineOf(sheet, (await requireEntry(tx, input.entryId)).line_id);
      const last = await findLastDecision(tx, line.row.id);
      if (last === null) throw conflict("There is no decision to take back.");
      const claims = unitsToTakeAgain(ctx, line, last.before);
      await requireFreeUnits(tx, claims);
      const at = ctx.now().toISOString();
      const decision = sheet.command(line, { type: "undo", before: last.before, claims, by, at });
      if (!decision.accepted) throw refusalError(decision.refusal);
      line.note = personNote("undone", { undoes: last.stubId });
      return {
        line,
        audit: { action: "decision-undone", text: `Took back the last decision on "${line.row.title}".` },
      };
    },
    answer: async () => ({ ok: true }),
  });
}

function unitsToTakeAgain(ctx: ServiceContext, line: SheetLine, before: LineState) {
  const held = new Set(line.state.claims.map(({ id }) => id));
  return before.claims
    .filter(({ id }) => !held.has(id))
    .map(({ inventoryItemId, quantity }) => ({ id: ctx.newId(), inventoryItemId, quantity }));
}
