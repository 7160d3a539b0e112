import { ConnectorError, type StockChange, type WriteOutcome } from "@counterfoil/connector-kit";
import type { ListingReference, StockLevel } from "@counterfoil/core/model";

/** One change on its way, with its place in the caller's list. */
export interface StockTask {
  index: number;
  change: StockChange;
}

export type StockOutcome = WriteOutcome<StockLevel>;

/** What became of a task; `managedByInventory` asks for the other model to be tried. */
export interface TaskResult {
  task: StockTask;
  outcome: StockOutcome;
  managedByInventory: boolean;
}

export function done(task: StockTask, details: { now: number; note?: string | null; listing?: ListingReference }) {
  const { change } = task;
  const value: StockLevel = {
    listing: details.listing ?? change.listing,
    // What was sent is what is for sale now. What eBay answers counts sold units too.
    quantity: change.quantity,
    observedAt: new Date(details.now).toISOString(),
  };
  const outcome: StockOutcome = {
    status: "done",
    idempotencyKey: change.idempotencyKey,
    value,
    note: details.note ?? null,
  };
  return { task, outcome, managedByInventory: false };
}

export function failed(task: StockTask, error: ConnectorError, managedByInventory = false): TaskResult {
  const outcome: StockOutcome = { status: "failed", idempotencyKey: task.change.idempotencyKey, error };
  return { task, outcome, managedByInventory };
}

/** A change that cannot be sent at all. */
export function refused(task: StockTask, message: string): TaskResult {
  return failed(task, new ConnectorError({ code: "rejected", message, operation: "set stock" }));
}

/** Cuts tasks into batches; a target that comes again goes into a later batch, so that the last change wins. */
export function batchesWithoutRepeats(
  tasks: readonly StockTask[],
  size: number,
  keyOf: (task: StockTask) => string,
): StockTask[][] {
  const batches: StockTask[][] = [];
  const lastBatchOf = new Map<string, number>();
  for (const task of tasks) {
    const key = keyOf(task);
    const earliest = (lastBatchOf.get(key) ?? -1) + 1;
    let place = batches.findIndex((batch, index) => index >= earliest && batch.length < size);
    if (place === -1) place = batches.push([]) - 1;
    batches[place]?.push(task);
    lastBatchOf.set(key, place);
  }
  return batches;
}

/** Errors that say something of one change in a batch; all others say something of the whole call. */
export function isOfOneChange(error: ConnectorError): boolean {
  return ["rejected", "not_found", "conflict", "invalid_request"].includes(error.code);
}

/** Errors after which further calls would meet the same. */
export function stopsTheRest(error: ConnectorError): boolean {
  return !isOfOneChange(error) && error.code !== "outcome_unknown" && error.code !== "bad_response";
}

/** A caught error as a connector error; anything else is a mistake of ours and goes on. */
export function asConnectorError(error: unknown): ConnectorError {
  if (ConnectorError.is(error)) return error;
  throw error;
}
