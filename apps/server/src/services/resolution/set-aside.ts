import type { Verb } from "../context.ts";
import { decideOnLines, personNote, refusalError } from "./decide-on-lines.ts";
import { requirePerson } from "./decider.ts";
import { findNextEntry, lineOf, requireEntry } from "./entry-rows.ts";

export interface SetAsideResult {
  ok: true;
  nextEntryId: string | null;
}

interface SetAside {
  entryId: string;
  note?: string | undefined;
  type: "skip" | "no_inventory";
}

const words = {
  skip: { kind: "skipped", action: "line-skipped", text: "Skipped" },
  no_inventory: { kind: "no_inventory", action: "line-marked-no-inventory", text: "Marked as not in stock:" },
} as const;

/** Settles an open line without a unit. Throws `conflict` for a line that is not open. */
export async function setAside({ ctx, input }: Verb<SetAside>): Promise<SetAsideResult> {
  const by = requirePerson(ctx.actor);
  const note = input.note?.trim() || null;
  return await decideOnLines(ctx, {
    findOrder: async (tx) => (await requireEntry(tx, input.entryId)).order_id,
    decide: async (tx, sheet) => {
      const line = lineOf(sheet, (await requireEntry(tx, input.entryId)).line_id);
      const decision = sheet.command(line, { type: input.type, by, note, at: ctx.now().toISOString() });
      if (!decision.accepted) throw refusalError(decision.refusal);
      const { kind, action, text } = words[input.type];
      line.note = personNote(kind, { note });
      return { line, audit: { action, text: `${text} "${line.row.title}".` } };
    },
    answer: async (tx) => ({
      ok: true,
      nextEntryId: await findNextEntry(tx, await requireEntry(tx, input.entryId)),
    }),
  });
}
