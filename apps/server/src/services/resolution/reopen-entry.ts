import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";

export const reopenEntryInput = z.object({ entryId: z.uuid() });

/** Puts a settled entry back into the queue; units that were linked go back to stock. */
export function reopenEntry(_verb: Verb<z.infer<typeof reopenEntryInput>>): Promise<{ ok: true }> {
  return Promise.reject(unavailable("This is not available yet."));
}
