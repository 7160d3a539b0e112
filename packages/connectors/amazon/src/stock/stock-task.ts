import { ConnectorError, type StockChange, type WriteOutcome } from "@counterfoil/connector-kit";
import type { StockLevel } from "@counterfoil/core/model";

export type StockOutcome = WriteOutcome<StockLevel>;

/** One change on its way, with its place in the caller's list. */
export interface StockTask {
  index: number;
  change: StockChange;
  sku: string;
}

/** A change that Amazon has been asked about: the item exists and sells from the seller's own shelf. */
export interface ReadyTask extends StockTask {
  productType: string;
  /** The marketplaces that the item is in. */
  marketplaceIds: readonly string[];
}

/** What was submitted counts: Amazon shows it some minutes later. */
export function done({ change }: Pick<StockTask, "change">, now: number, note: string | null = null): StockOutcome {
  const value = { listing: change.listing, quantity: change.quantity, observedAt: new Date(now).toISOString() };
  return { status: "done", idempotencyKey: change.idempotencyKey, value, note };
}

export function failed({ change }: Pick<StockTask, "change">, error: ConnectorError): StockOutcome {
  return { status: "failed", idempotencyKey: change.idempotencyKey, error };
}

/** A change that is not sent at all. */
export function refused(
  task: Pick<StockTask, "change">,
  code: "not_found" | "unsupported" | "invalid_request",
  message: string,
): StockOutcome {
  return failed(task, new ConnectorError({ code, message, operation: "set stock" }));
}

/** A caught error as a connector error; anything else is a mistake of ours and goes on. */
export function asConnectorError(error: unknown): ConnectorError {
  if (ConnectorError.is(error)) return error;
  throw error;
}

/** Errors that say something of one change; after all others, further calls would meet the same. */
export function isOfOneChange({ code }: ConnectorError): boolean {
  return ["rejected", "not_found", "conflict", "invalid_request", "outcome_unknown", "bad_response"].includes(code);
}

/** The attribute that holds the stock of a listing. */
export const stockAttribute = "fulfillment_availability";

/** One patch that sets the number of units and leaves the handling time and the restock date beside it alone. */
export function quantityPatch(quantity: number) {
  const value = [{ fulfillment_channel_code: "DEFAULT", quantity }];
  return { op: "merge", path: `/attributes/${stockAttribute}`, value } as const;
}
