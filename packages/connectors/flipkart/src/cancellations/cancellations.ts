import { batches, type CallOptions, ConnectorError, callLimits, type WriteOutcome } from "@counterfoil/connector-kit";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import { itemError, succeeded } from "../flipkart-errors.ts";

/** Reasons that Flipkart takes. For want of stock, it sets the listing's stock to nothing as well. */
export const cancellationReasons = ["cannot_procure_item", "not_enough_inventory", "b2b_order"] as const;
export type CancellationReason = (typeof cancellationReasons)[number];

/** A shipment that the seller cannot send, or a part of it. */
export interface CancellationRequest {
  shipmentId: string;
  locationId: string;
  reason: CancellationReason;
  /** Groups that fall together; all of the shipment when left out. See `cancellationGroupId` in an order's raw items. */
  groups?: readonly string[];
}

export interface FlipkartCancellations {
  /** Cancels shipments that are not packed yet; one outcome each, in order. Buyers' cancellations arrive as orders. */
  cancel(requests: readonly CancellationRequest[], options?: CallOptions): Promise<WriteOutcome<null>[]>;
}

const operation = "POST /v3/shipments/cancel";
const mostAtOnce = 25;

export function createCancellations(client: FlipkartClient, now: () => number): FlipkartCancellations {
  return {
    async cancel(requests, options) {
      const call: FlipkartCall = { ...callLimits(options, now), lane: "withdraw_stock" };
      const outcomes: WriteOutcome<null>[] = [];
      for (const some of batches(requests, mostAtOnce)) outcomes.push(...(await cancelSome(client, some, call)));
      return outcomes;
    },
  };
}

async function cancelSome(
  client: FlipkartClient,
  requests: readonly CancellationRequest[],
  call: FlipkartCall,
): Promise<WriteOutcome<null>[]> {
  const shipments = requests.map(({ shipmentId, locationId, reason, groups }) => ({
    shipmentId,
    locationId,
    reason,
    ...(groups && { cancellationGroupIds: groups }),
  }));
  try {
    const results = await client.change(operation, { shipments }, call);
    return requests.map(({ shipmentId: idempotencyKey }): WriteOutcome<null> => {
      const result = results.find((each) => each.shipmentId === idempotencyKey);
      if (result && succeeded(result)) return { status: "done", idempotencyKey, value: null, note: null };
      const error = itemError(operation, result, `the cancellation of shipment ${idempotencyKey}`);
      return { status: "failed", idempotencyKey, error };
    });
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    return requests.map(({ shipmentId: idempotencyKey }) => ({ status: "failed", idempotencyKey, error }));
  }
}
