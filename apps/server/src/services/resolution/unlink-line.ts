import { z } from "zod";
import type { Verb } from "../context.ts";
import { notFound } from "../service-error.ts";
import { decideOnLines, personNote, refusalError } from "./decide-on-lines.ts";
import { requirePerson } from "./decider.ts";
import { lineOf } from "./entry-rows.ts";

export const unlinkLineInput = z.object({ lineId: z.uuid(), claimId: z.uuid().optional() });

/** Takes units back from a line, all of them or one claim's; the line waits for a person. */
export async function unlinkLine({
  ctx,
  input,
}: Verb<z.infer<typeof unlinkLineInput>>): Promise<{ ok: true; entryId: string | null }> {
  const by = requirePerson(ctx.actor);
  const claimIds = input.claimId === undefined ? null : [input.claimId];
  return await decideOnLines(ctx, {
    findOrder: async (tx) => {
      const row = await tx
        .selectFrom("order_lines")
        .select("order_id")
        .where("id", "=", input.lineId)
        .executeTakeFirst();
      if (row === undefined) throw notFound("The order line");
      return row.order_id;
    },
    decide: async (_, sheet) => {
      const line = lineOf(sheet, input.lineId);
      const decision = sheet.command(line, { type: "unlink", claimIds, by, at: ctx.now().toISOString() });
      if (!decision.accepted) throw refusalError(decision.refusal);
      line.note = personNote("unlinked");
      return { line, audit: { action: "line-unlinked", text: `Unlinked "${line.row.title}".` } };
    },
    answer: async (tx) => {
      const entry = await tx
        .selectFrom("queue_entries")
        .select("id")
        .where("line_id", "=", input.lineId)
        .executeTakeFirst();
      return { ok: true, entryId: entry?.id ?? null };
    },
  });
}
