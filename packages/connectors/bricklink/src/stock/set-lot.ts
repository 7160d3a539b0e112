import { ConnectorError, type StockChange, type WriteOutcome } from "@counterfoil/connector-kit";
import type { StockLevel } from "@counterfoil/core/model";
import type { BricklinkCall, BricklinkClient, LotChange } from "../bricklink-client.ts";
import type { BricklinkLot } from "../bricklink-schemas.ts";
import { lotStockLevel, offeredQuantity } from "../listings/map-lot.ts";
import { planLotChange } from "./plan-lot-change.ts";
import { parseLot, readLot } from "./read-lot.ts";

export interface SetLotContext {
  client: BricklinkClient;
  call: BricklinkCall;
  now: () => number;
}

type Outcome = WriteOutcome<StockLevel>;

/** Sets one lot to an absolute quantity: read, subtract, send the signed change. Never throws. */
export async function setLot(change: StockChange, context: SetLotContext): Promise<Outcome> {
  try {
    return await readAndSend(change, context);
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    return failed(change, error);
  }
}

async function readAndSend(change: StockChange, context: SetLotContext, secondTry = false): Promise<Outcome> {
  const lot = await readLot(context.client, change.listing.externalId, context.call);
  if (lot === null) return lotIsGone(change, context);
  const plan = planLotChange(lot, change.quantity);
  if (plan.kind === "nothing") return done(change, lot, { context, note: null });
  if (plan.kind === "in-stockroom") return failed(change, inStockroom(lot));
  try {
    const answer = await send(lot, plan.change, context);
    return settled(change, parseLot(answer), context);
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    if (error.code === "outcome_unknown") return readBack(change, { lot, error, context });
    // A sale between reading and writing leaves less than the change takes away: subtract again, once.
    const overtaken = error.code === "conflict" || error.code === "invalid_request";
    if (overtaken && !secondTry) return readAndSend(change, context, true);
    if (error.code === "not_found") return lotIsGone(change, context);
    throw error;
  }
}

function send(lot: BricklinkLot, change: LotChange, { client, call }: SetLotContext): Promise<unknown> {
  return client.changeLot(lot.inventory_id, change, call);
}

/** The answer of a write was lost: the lot itself tells what became of it. It is never sent again blindly. */
async function readBack(
  change: StockChange,
  { lot: before, error, context }: { lot: BricklinkLot; error: ConnectorError; context: SetLotContext },
): Promise<Outcome> {
  const after = await readLot(context.client, change.listing.externalId, context.call).catch(() => undefined);
  if (after === undefined) return failed(change, error);
  if (after === null) return change.quantity === 0 ? lotIsGone(change, context) : failed(change, error);
  const offered = offeredQuantity(after);
  if (offered === change.quantity) {
    return done(change, after, { context, note: "The answer was lost; reading the lot back confirmed the change." });
  }
  if (after.quantity === before.quantity) {
    const message = "BrickLink gave no answer, and the lot is unchanged so far.";
    return failed(change, new ConnectorError({ ...shared(error), code: "outcome_unknown", message, retryable: true }));
  }
  const message = `BrickLink gave no answer, and the lot now has ${after.quantity} instead of ${change.quantity}: an order may have come in between.`;
  return failed(change, new ConnectorError({ ...shared(error), code: "outcome_unknown", message, retryable: true }));
}

function shared(error: ConnectorError) {
  return { operation: error.operation, status: error.status, platformCode: error.platformCode, cause: error };
}

function settled(change: StockChange, lot: BricklinkLot, context: SetLotContext): Outcome {
  const offered = offeredQuantity(lot);
  const note = offered === change.quantity ? null : `BrickLink now offers ${offered}: an order came in between.`;
  return done(change, lot, { context, note });
}

function done(
  change: StockChange,
  lot: BricklinkLot,
  { context, note }: { context: SetLotContext; note: string | null },
): Outcome {
  const value = lotStockLevel(lot, change.listing, context.now());
  return { status: "done", idempotencyKey: change.idempotencyKey, value, note };
}

/** A lot that sold out is deleted: that is what was wanted when nothing shall be offered. */
function lotIsGone(change: StockChange, context: SetLotContext): Outcome {
  if (change.quantity === 0) {
    const observedAt = new Date(context.now()).toISOString();
    const value = { listing: change.listing, quantity: 0, observedAt };
    const note = "The lot does not exist any more: it sold out or was deleted.";
    return { status: "done", idempotencyKey: change.idempotencyKey, value, note };
  }
  const message = `BrickLink has no lot ${change.listing.externalId} any more: it sold out or was deleted. List the goods anew.`;
  return failed(change, new ConnectorError({ code: "not_found", message, operation: "GET /inventories/{id}" }));
}

function inStockroom(lot: BricklinkLot): ConnectorError {
  const message = `The lot lies in a BrickLink stockroom with ${lot.quantity} units. Take it out of the stockroom to sell it.`;
  return new ConnectorError({ code: "conflict", message, operation: "PUT /inventories/{id}" });
}

function failed(change: StockChange, error: ConnectorError): Outcome {
  return { status: "failed", idempotencyKey: change.idempotencyKey, error };
}
