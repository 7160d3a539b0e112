import { z } from "zod";
import type { Verb } from "../context.ts";
import { startTrackedJob } from "../jobs/start-tracked-job.ts";

export const processHistoricalInput = z
  .object({
    platform: z.string().optional(),
    /** Also tie units that were sold before stock was kept here to the order they were sold on. */
    includeSold: z.boolean().default(false),
    /** Also orders that are paid and not yet dispatched. */
    includePaid: z.boolean().default(false),
    /** `picklist`: only orders that wait for dispatch. `non_picklist`: only dispatched ones. */
    mode: z.enum(["auto", "picklist", "non_picklist"]).default("auto"),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
  })
  .prefault({});
export type HistoricalInput = z.infer<typeof processHistoricalInput>;

/** Starts linking past orders again, in the background. Follow it, and cancel it, by the answered job. */
export async function processHistorical({ ctx, input }: Verb<HistoricalInput>): Promise<{ jobId: string }> {
  return { jobId: await startTrackedJob(ctx, "resolution.process-historical", input) };
}
