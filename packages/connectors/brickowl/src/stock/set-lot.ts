import { ConnectorError, type StockChange, type WriteOutcome } from "@counterfoil/connector-kit";
import type { StockLevel } from "@counterfoil/core/model";
import type { BrickowlCall, BrickowlClient } from "../brickowl-client.ts";
import type { BrickowlLot } from "../brickowl-schemas.ts";
import { lotStockLevel, offeredQuantity } from "../listings/map-lot.ts";
import { readLot } from "./read-lot.ts";

export interface SetLotContext {
  client: BrickowlClient;
  call: BrickowlCall;
  now: () => number;
}

type Outcome = WriteOutcome<StockLevel>;

/**
 * Sets one lot to an absolute quantity by a signed change, so that a sale between reading and writing is not overwritten;
 * then reads it back, since Brick Owl's answer names no quantity. Never throws.
 */
export async function setLot(change: StockChange, context: SetLotContext): Promise<Outcome> {
  try {
    return await readAndSend(change, context, false);
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    return failed(change, error);
  }
}

async function readAndSend(change: StockChange, context: SetLotContext, secondTry: boolean): Promise<Outcome> {
  const id = change.listing.externalId;
  const lot = await readLot(context.client, id, context.call);
  if (lot === null) return lotIsGone(change, context);
  if (offeredQuantity(lot) === change.quantity) return done(change, lot, { context, note: null });
  if (!lot.for_sale) return failed(change, notForSale());
  const form = { lot_id: id, relative_quantity: change.quantity - lot.qty };
  try {
    await context.client.updateLot(form, "write", context.call);
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    if (error.code === "outcome_unknown") return settle(change, { before: lot, error, context });
    // A sale in between leaves less than the change takes away: subtract again, once.
    const overtaken = ["conflict", "invalid_request", "rejected"].includes(error.code);
    if (overtaken && !secondTry) return readAndSend(change, context, true);
    if (error.code === "not_found") return lotIsGone(change, context);
    throw error;
  }
  return settle(change, { before: lot, error: null, context });
}

interface Attempt {
  before: BrickowlLot;
  /** The lost answer; null where Brick Owl said yes. */
  error: ConnectorError | null;
  context: SetLotContext;
}

/** The lot itself tells what became of the write. It is never sent again blindly. */
async function settle(change: StockChange, { before, error, context }: Attempt): Promise<Outcome> {
  const after = await readLot(context.client, change.listing.externalId, context.call).catch(() => undefined);
  if (after === undefined) return failed(change, error ?? unread());
  if (after === null) return lotIsGone(change, context);
  const offered = offeredQuantity(after);
  if (offered === change.quantity) {
    const note = error ? "The answer was lost; reading the lot back confirmed the change." : null;
    return done(change, after, { context, note });
  }
  if (error === null) {
    return done(change, after, { context, note: `Brick Owl now offers ${offered}: an order came in between.` });
  }
  const same = after.qty === before.qty;
  const state = same ? "is unchanged so far" : `now has ${after.qty} instead of ${change.quantity}`;
  const message = `Brick Owl gave no answer, and the lot ${state}.`;
  const { operation, status, platformCode } = error;
  const shared = { operation, status, platformCode, cause: error };
  return failed(change, new ConnectorError({ code: "outcome_unknown", message, retryable: true, ...shared }));
}

function done(
  change: StockChange,
  lot: BrickowlLot,
  { context, note }: { context: SetLotContext; note: string | null },
): Outcome {
  const value = lotStockLevel(lot, change.listing, context.now());
  return { status: "done", idempotencyKey: change.idempotencyKey, value, note };
}

/** A lot that is gone offers nothing: fine when that was wanted. */
function lotIsGone(change: StockChange, context: SetLotContext): Outcome {
  if (change.quantity === 0) {
    const value = { listing: change.listing, quantity: 0, observedAt: new Date(context.now()).toISOString() };
    const note = "The lot does not exist any more.";
    return { status: "done", idempotencyKey: change.idempotencyKey, value, note };
  }
  const message = `Brick Owl has no lot ${change.listing.externalId} any more. List the goods anew.`;
  return failed(change, new ConnectorError({ code: "not_found", message, operation: "GET /inventory/list" }));
}

function notForSale(): ConnectorError {
  const message = "The lot is marked as not for sale on Brick Owl. Put it up for sale there first.";
  return new ConnectorError({ code: "conflict", message, operation: "POST /inventory/update" });
}

function unread(): ConnectorError {
  const message = "Brick Owl took the change, but the lot could not be read back.";
  return new ConnectorError({ code: "outcome_unknown", message, operation: "GET /inventory/list", retryable: true });
}

function failed(change: StockChange, error: ConnectorError): Outcome {
  return { status: "failed", idempotencyKey: change.idempotencyKey, error };
}
