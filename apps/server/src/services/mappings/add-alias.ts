import { identifierSchema } from "@counterfoil/core/model";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { requestReevaluation } from "../resolution/request-reevaluation.ts";
import { conflict } from "../service-error.ts";
import { type MappingView, mappingView } from "./mapping-view.ts";

export const addAliasInput = z.object({ from: identifierSchema, to: identifierSchema });

/** Teaches that one identifier on a sale means another in stock, such as a parent ASIN. */
export async function addAlias({ ctx, input }: Verb<z.infer<typeof addAliasInput>>): Promise<MappingView> {
  const { from, to } = input;
  const row = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const made = await tx
      .insertInto("mappings")
      .values({
        ...{ workspace_id: ctx.workspaceId, id: ctx.newId(), kind: "alias", source_type: from.type },
        ...{ source_value: from.value, identifier_type: to.type, identifier_value: to.value },
        ...{ decided_by_kind: "person", decided_by: ctx.actor.name },
      })
      .onConflict((on) => on.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (made === undefined) throw conflict(`${from.value} already means ${to.value}.`);
    await writeAudit(tx, ctx, {
      ...{ action: "alias-added", subjectType: "mapping", subjectId: made.id },
      text: `Taught that ${from.value} on a sale means ${to.value}.`,
    });
    return made;
  });
  await requestReevaluation(ctx, { everything: true });
  return mappingView(row);
}
