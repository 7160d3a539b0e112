import { z } from "zod";
import type { Verb } from "../context.ts";
import { decideOnLines, personNote, refusalError } from "./decide-on-lines.ts";
import { requirePerson } from "./decider.ts";
import { lineOf, requireEntry } from "./entry-rows.ts";

export const reopenEntryInput = z.object({ entryId: z.uuid() });

/** Puts a settled entry back into the queue; units that were linked go back to stock. Throws `conflict` for an open one. */
export async function reopenEntry({ ctx, input }: Verb<z.infer<typeof reopenEntryInput>>): Promise<{ ok: true }> {
  const by = requirePerson(ctx.actor);
  return await decideOnLines(ctx, {
    findOrder: async (tx) => (await requireEntry(tx, input.entryId)).order_id,
    decide: async (tx, sheet) => {
      const line = lineOf(sheet, (await requireEntry(tx, input.entryId)).line_id);
      const decision = sheet.command(line, { type: "reopen", by, at: ctx.now().toISOString() });
      if (!decision.accepted) throw refusalError(decision.refusal);
      line.note = personNote("reopened");
      return { line, audit: { action: "line-reopened", text: `Reopened "${line.row.title}".` } };
    },
    answer: async () => ({ ok: true }),
  });
}
