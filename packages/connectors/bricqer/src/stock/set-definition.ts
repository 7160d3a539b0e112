import { ConnectorError, type StockChange, type WriteOutcome } from "@counterfoil/connector-kit";
import type { StockLevel } from "@counterfoil/core/model";
import type { BricqerStockItem } from "../bricqer-schemas.ts";
import type { StockReader } from "../inventory/definitions.ts";
import { definitionStockLevel, remainingOf } from "../inventory/map-definition.ts";
import { planChange } from "./plan-change.ts";
import { readDefinition } from "./read-definition.ts";

type Outcome = WriteOutcome<StockLevel>;

/**
 * Sets what is left of one definition: reads its stock items, writes those that must change, and reads them back. Bricqer
 * takes absolute numbers only, so a sale between reading and writing would be overwritten: the two calls follow each other
 * at once, and an answer that was lost is settled by reading, never by writing again. Never throws.
 */
export async function setDefinition(change: StockChange, reader: StockReader): Promise<Outcome> {
  try {
    if (!reader.context.writeStock) return failed(change, switchedOff());
    return await readAndWrite(change, reader);
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    return failed(change, error);
  }
}

async function readAndWrite(change: StockChange, reader: StockReader): Promise<Outcome> {
  const before = await readDefinition(change.listing, reader);
  if (before.length === 0) return isGone(change, reader);
  if (remainingOf(before) === change.quantity) return done(change, before, { reader, note: null });
  let written = 0;
  try {
    for (const { id, remainingQuantity } of planChange(before, change.quantity)) {
      await reader.client.setRemaining(id, remainingQuantity, reader.call);
      written += 1;
    }
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    if (error.code !== "outcome_unknown" && written === 0) throw error;
    return settle(change, { before, error, reader });
  }
  return settle(change, { before, error: null, reader });
}

interface Attempt {
  before: readonly BricqerStockItem[];
  /** The lost answer, or a refusal after a part was written; null where Bricqer said yes. */
  error: ConnectorError | null;
  reader: StockReader;
}

/** The stock items themselves tell what became of the write. */
async function settle(change: StockChange, { before, error, reader }: Attempt): Promise<Outcome> {
  const after = await readDefinition(change.listing, reader).catch(() => null);
  if (after === null) return failed(change, error ?? unread());
  const left = remainingOf(after);
  if (left === change.quantity) {
    const note = error ? "The answer was lost; reading the stock back confirmed the change." : null;
    return done(change, after, { reader, note });
  }
  if (error === null) return done(change, after, { reader, note: `Bricqer now has ${left}: a sale came in between.` });
  const state = left === remainingOf(before) ? "is unchanged so far" : `is now ${left} instead of ${change.quantity}`;
  const message = `Bricqer gave no clear answer, and the stock ${state}.`;
  const { operation, status, platformCode } = error;
  const shared = { operation, status, platformCode, cause: error };
  return failed(change, new ConnectorError({ code: "outcome_unknown", message, retryable: true, ...shared }));
}

function done(
  change: StockChange,
  items: readonly BricqerStockItem[],
  { reader, note }: { reader: StockReader; note: string | null },
): Outcome {
  const value = definitionStockLevel(items, change.listing, reader.context.now());
  return { status: "done", idempotencyKey: change.idempotencyKey, value, note };
}

/** Stock that is gone offers nothing: fine when that was wanted. */
function isGone(change: StockChange, reader: StockReader): Outcome {
  if (change.quantity === 0) return done(change, [], { reader, note: "The stock items do not exist any more." });
  const message = "Bricqer has no stock items of this definition any more. Add the goods there anew.";
  return failed(change, new ConnectorError({ code: "not_found", message, operation: "GET /inventory/item/{id}/" }));
}

function switchedOff(): ConnectorError {
  const message =
    "Changing stock in Bricqer is switched off for this connection: Bricqer keeps its own shops in step. Switch it on in the connection's settings.";
  return new ConnectorError({ code: "permission_denied", message, operation: "PATCH /inventory/item/{id}/" });
}

function unread(): ConnectorError {
  const message = "Bricqer took the change, but the stock could not be read back.";
  const operation = "GET /inventory/item/{id}/";
  return new ConnectorError({ code: "outcome_unknown", message, operation, retryable: true });
}

function failed(change: StockChange, error: ConnectorError): Outcome {
  return { status: "failed", idempotencyKey: change.idempotencyKey, error };
}
