import {
  type CallOptions,
  ConnectorError,
  callLimits,
  jsonBody,
  type Page,
  type WriteOutcome,
} from "@counterfoil/connector-kit";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import { itemError, succeeded } from "../flipkart-errors.ts";
import { returnResultsSchema } from "../flipkart-schemas.ts";
import type { FlipkartContext } from "../flipkart-settings.ts";
import { indianTime } from "../flipkart-values.ts";
import type { FlipkartReturn } from "./map-return.ts";
import { returnPages } from "./return-pages.ts";

/** Returns. Steps are for parcels that the seller's own courier brings back; Flipkart moves all others itself. */
export interface FlipkartReturns {
  /** Returns of both kinds changed since the cursor; null starts 90 days back, or at `startFrom` (ISO 8601). */
  changedSince(
    cursor: string | null,
    options?: CallOptions & { startFrom?: string },
  ): AsyncIterable<Page<FlipkartReturn>>;
  approve(returnIds: readonly string[], options?: CallOptions & { comments?: string }): Promise<WriteOutcome<null>[]>;
  reject(returnIds: readonly string[], options?: CallOptions & { comments?: string }): Promise<WriteOutcome<null>[]>;
  /** The goods were collected from the buyer, now. */
  pickedUp(returnIds: readonly string[], options?: CallOptions): Promise<WriteOutcome<null>[]>;
  /** The goods are back. */
  complete(returnIds: readonly string[], options?: CallOptions): Promise<WriteOutcome<null>[]>;
  cancel(returnIds: readonly string[], options?: CallOptions): Promise<WriteOutcome<null>[]>;
}

type Step = "approve" | "reject" | "pickup" | "complete" | "cancel";
const mostAtOnce = 100;

export function createReturns(client: FlipkartClient, context: FlipkartContext): FlipkartReturns {
  const { now } = context;
  const take = (step: Step, ids: readonly string[], options: (CallOptions & { comments?: string }) | undefined) => {
    const call: FlipkartCall = { ...callLimits(options, now), lane: "send_tracking" };
    const locationId = context.credentials.locationId;
    const body = bodyOf(step, { ids, at: indianTime(now()), comments: options?.comments });
    return takeStep(client, step, { ids, json: { ...body, ...(locationId && { locationId }) }, call });
  };
  return {
    changedSince(cursor, options) {
      const call: FlipkartCall = { ...callLimits(options, now), lane: "read_orders" };
      return returnPages(client, { cursor, startFrom: options?.startFrom, now: now(), call });
    },
    approve: (ids, options) => take("approve", ids, options),
    reject: (ids, options) => take("reject", ids, options),
    pickedUp: (ids, options) => take("pickup", ids, options),
    complete: (ids, options) => take("complete", ids, options),
    cancel: (ids, options) => take("cancel", ids, options),
  };
}

// Two steps name ids alone, the others tell something of each.
function bodyOf(
  step: Step,
  { ids, at, comments }: { ids: readonly string[]; at: string; comments: string | undefined },
) {
  if (step === "complete" || step === "cancel") return { returnIds: ids };
  const told = step === "pickup" ? { pickupDate: at } : { serviceDate: at, ...(comments && { comments }) };
  return { returns: ids.map((returnId) => ({ returnId, ...told })) };
}

async function takeStep(
  client: FlipkartClient,
  step: Step,
  { ids, json, call }: { ids: readonly string[]; json: unknown; call: FlipkartCall },
): Promise<WriteOutcome<null>[]> {
  const operation = `POST /v2/returns/${step}`;
  if (ids.length === 0 || ids.length > mostAtOnce) {
    const message = `Name 1 to ${mostAtOnce} returns at a time.`;
    throw new ConnectorError({ code: "invalid_request", message, operation });
  }
  const { data } = await client.send(
    {
      operation,
      path: `/v2/returns/${step}`,
      method: "POST",
      effect: "write",
      json,
      decode: jsonBody(returnResultsSchema),
    },
    call,
  );
  return ids.map((idempotencyKey): WriteOutcome<null> => {
    const result = data.returns?.find(({ returnId }) => returnId === idempotencyKey);
    if (result && succeeded(result)) return { status: "done", idempotencyKey, value: null, note: null };
    const error = itemError(operation, result, `${step} for the return ${idempotencyKey}`);
    return { status: "failed", idempotencyKey, error };
  });
}
