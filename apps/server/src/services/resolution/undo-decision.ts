import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";

export const undoDecisionInput = z.object({ entryId: z.uuid() });

/** Takes the last decision on the entry's line back, with all its effects. */
export function undoDecision(_verb: Verb<z.infer<typeof undoDecisionInput>>): Promise<{ ok: true }> {
  return Promise.reject(unavailable("This is not available yet."));
}
