import { z } from "zod";
import type { Verb } from "../context.ts";
import { mergeUnits, requireFreeUnits } from "./check-units.ts";
import { decideOnLines, personNote, refusalError } from "./decide-on-lines.ts";
import { requirePerson } from "./decider.ts";
import { findNextEntry, lineOf, requireEntry } from "./entry-rows.ts";
import { losersOf } from "./losers-of.ts";

export const resolveEntryInput = z.object({
  entryId: z.uuid(),
  units: z
    .array(z.object({ inventoryItemId: z.uuid(), quantity: z.number().int().min(1) }))
    .min(1, "Choose at least one unit."),
  /** The one piece sold consists of all chosen units: a bundle or a lot. */
  bundle: z.boolean().default(false),
});

export interface ResolveResult {
  ok: true;
  nextEntryId: string | null;
  stubId: string;
}

/**
 * Ties the chosen units to the entry's line. Throws `invalid` for a wrong number of units, `conflict` for a line that
 * is not open or a unit that is not free, `not_found` for an entry or unit that is not the workspace's.
 */
export async function resolveEntry({ ctx, input }: Verb<z.infer<typeof resolveEntryInput>>): Promise<ResolveResult> {
  const by = requirePerson(ctx.actor);
  const units = mergeUnits(input.units);
  return await decideOnLines(ctx, {
    findOrder: async (tx) => (await requireEntry(tx, input.entryId)).order_id,
    decide: async (tx, sheet) => {
      const entry = await requireEntry(tx, input.entryId);
      const line = lineOf(sheet, entry.line_id);
      const losers = await losersOf(tx, ctx, { line, units });
      const claims = units.map((unit) => ({ id: ctx.newId(), ...unit }));
      const bundle = input.bundle ? { unitsPerSale: units.reduce((sum, { quantity }) => sum + quantity, 0) } : {};
      const at = ctx.now().toISOString();
      const decision = sheet.command(line, { type: "link", claims, method: "manual", by, ...bundle, at });
      if (!decision.accepted) throw refusalError(decision.refusal);
      const rows = await requireFreeUnits(tx, units);
      line.note = personNote("linked", {
        losers,
        evidence: [{ text: `Chosen by ${ctx.actor.name}`, effect: "agrees" }],
      });
      const titles = rows.map((row) => `"${row.title}"${row.sku === null ? "" : ` (${row.sku})`}`).join(", ");
      return { line, audit: { action: "line-linked", text: `Linked "${line.row.title}" to ${titles}.` } };
    },
    answer: async (tx, { line, saved }) => ({
      ok: true,
      nextEntryId: await findNextEntry(tx, await requireEntry(tx, input.entryId)),
      stubId: saved.stubIds.get(line.row.id) ?? "",
    }),
  });
}
