import { z } from "zod";
import type { Verb } from "../context.ts";
import type { TrackedJob } from "../jobs/run-tracked-job.ts";
import { getBatch } from "./get-batch.ts";
import { runBatch } from "./run-batch.ts";

const jobInput = z.object({ batchId: z.uuid() });

/** Sends a batch in the background, in the name of whoever started it. Run again after a crash, it goes on. */
export async function runDispatchJob({ ctx, input }: Verb<TrackedJob>): Promise<unknown> {
  const { batchId } = jobInput.parse(input.input);
  const { startedBy } = await getBatch({ ctx, input: { batchId } });
  const named = { ...ctx, actor: { kind: "system" as const, name: startedBy } };
  await runBatch(named, batchId, {
    signal: input.signal,
    onProgress: (progress) => input.report({ progress, message: `Sent ${progress.done} of ${progress.total} orders` }),
  });
  const { total, done, failed } = await getBatch({ ctx, input: { batchId } });
  return { batchId, total, done, failed };
}
