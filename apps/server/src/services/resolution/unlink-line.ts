import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";

export const unlinkLineInput = z.object({ lineId: z.uuid(), claimId: z.uuid().optional() });

/** Takes units back from a line; the line waits for a person. */
export function unlinkLine(_verb: Verb<z.infer<typeof unlinkLineInput>>): Promise<{ ok: true; entryId: string }> {
  return Promise.reject(unavailable("This is not available yet."));
}
