import { type FreeUnitsRow, readItemsAlike, readSiblings, type SiblingRow } from "@counterfoil/db";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { ServiceError } from "../service-error.ts";
import { requireEntry } from "./entry-rows.ts";
import { resolveEntry } from "./resolve-entry.ts";

export const resolveSiblingsInput = z.object({
  /** The sale that was decided; those that ask the same on its platform follow. */
  entryId: z.uuid(),
  /** The unit it got: the others get units like it. */
  inventoryItemId: z.uuid(),
});

/** What became of each sale that asks the same. */
export interface SiblingsResult {
  resolved: { entryId: string; platformOrderId: string }[];
  left: { entryId: string; platformOrderId: string; why: string }[];
}

type Units = { inventoryItemId: string; quantity: number }[];

/**
 * Ties units like the one given to every waiting sale of the same goods, the oldest sale first, while units last. Each
 * is a decision of its own, which can be undone by itself. Throws `not_found`.
 */
export async function resolveSiblings(verb: Verb<z.infer<typeof resolveSiblingsInput>>): Promise<SiblingsResult> {
  const { ctx, input } = verb;
  const { siblings, alike } = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const { sibling_key: key } = await requireEntry(tx, input.entryId);
    return {
      siblings: await readSiblings(tx, { entryId: input.entryId, key }),
      alike: await readItemsAlike(tx, input.inventoryItemId),
    };
  });
  const result: SiblingsResult = { resolved: [], left: [] };
  for (const sibling of siblings) {
    const names = { entryId: sibling.id, platformOrderId: sibling.number };
    const why = await resolveOne(verb, { sibling, alike });
    if (why === null) result.resolved.push(names);
    else result.left.push({ ...names, why });
  }
  return result;
}

/** Null when it is done; else why not. What was taken is taken off the units that are left. */
async function resolveOne(
  { ctx }: Pick<Verb<void>, "ctx">,
  { sibling, alike }: { sibling: SiblingRow; alike: FreeUnitsRow[] },
): Promise<string | null> {
  const units = takeUnits(alike, sibling.needed);
  if (units === null) return "Too few units like this one are left.";
  try {
    await resolveEntry({ ctx, input: { entryId: sibling.id, units, bundle: false } });
    return null;
  } catch (error) {
    if (ServiceError.is(error)) return error.message;
    throw error;
  }
}

function takeUnits(alike: FreeUnitsRow[], needed: number): Units | null {
  if (alike.reduce((sum, { free }) => sum + free, 0) < needed) return null;
  const units: Units = [];
  let missing = needed;
  for (const item of alike) {
    const quantity = Math.min(item.free, missing);
    if (quantity === 0) continue;
    units.push({ inventoryItemId: item.id, quantity });
    item.free -= quantity;
    missing -= quantity;
  }
  return units;
}
