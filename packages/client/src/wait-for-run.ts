import type { CounterfoilClient } from "./counterfoil-client.ts";

type SyncRun = Awaited<ReturnType<CounterfoilClient["sync"]["runs"]["query"]>>[number];

export interface WaitOptions {
  /** Milliseconds between two looks; one second by default. */
  every?: number;
  signal?: AbortSignal;
  /** Told of the run at every look. */
  onProgress?: (run: SyncRun) => void;
}

/** Waits until a sync run has ended and gives it. Throws an Error for a run that is not to be found. */
export async function waitForRun(
  client: CounterfoilClient,
  runId: string,
  options: WaitOptions = {},
): Promise<SyncRun> {
  const { every = 1000, signal, onProgress } = options;
  for (;;) {
    signal?.throwIfAborted();
    const run = (await client.sync.runs.query({ limit: 100 })).find(({ id }) => id === runId);
    if (run === undefined) throw new Error(`There is no run ${runId}`);
    onProgress?.(run);
    if (run.state !== "running") return run;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
