import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";

export const startSyncInput = z.object({ connectionId: z.uuid(), kind: z.enum(["orders", "listings"]) });

/** Starts a sync now. Throws `conflict` while one of the kind runs. */
export function startSync(_verb: Verb<z.infer<typeof startSyncInput>>): Promise<{ runId: string }> {
  return Promise.reject(unavailable("This is not available yet."));
}
