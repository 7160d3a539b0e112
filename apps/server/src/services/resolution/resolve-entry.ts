import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";

export const resolveEntryInput = z.object({
  entryId: z.uuid(),
  units: z.array(z.object({ inventoryItemId: z.uuid(), quantity: z.number().int().min(1) })).min(1),
});

export interface ResolveResult {
  ok: true;
  nextEntryId: string | null;
  stubId: string;
}

/** Ties the chosen units to the entry's line. */
export function resolveEntry(_verb: Verb<z.infer<typeof resolveEntryInput>>): Promise<ResolveResult> {
  return Promise.reject(unavailable("This is not available yet."));
}
