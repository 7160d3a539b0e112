import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";

export const processHistoricalInput = z
  .object({
    platform: z.string().optional(),
    /** Also tie units that were sold before stock was kept here. */
    includeSold: z.boolean().default(false),
    /** Also orders that are paid and not yet dispatched. */
    includePaid: z.boolean().default(false),
    mode: z.enum(["auto", "picklist", "non_picklist"]).default("auto"),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
  })
  .prefault({});

/** Starts linking past orders again, in the background. */
export function processHistorical(_verb: Verb<z.infer<typeof processHistoricalInput>>): Promise<{ jobId: string }> {
  return Promise.reject(unavailable("This is not available yet."));
}
