import { AsyncLocalStorage } from "node:async_hooks";

/** What the work of one run has in common, wherever it calls. */
export interface RunScope {
  runId: string;
  /** Calls to the platform so far. */
  calls: number;
}

const scopes = new AsyncLocalStorage<RunScope>();

/** Does work whose calls to platforms count for one run. */
export function inRunScope<Result>(scope: RunScope, work: () => Promise<Result>): Promise<Result> {
  return scopes.run(scope, work);
}

/** The run that the present call belongs to; null outside of runs. */
export function currentRun(): RunScope | null {
  return scopes.getStore() ?? null;
}
