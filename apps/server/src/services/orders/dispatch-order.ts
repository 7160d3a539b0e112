import type { OrderStatus } from "@counterfoil/core/model";
import { z } from "zod";
import { acquireLease, releaseLease, renewLease } from "../connections/lease.ts";
import { openConnector } from "../connections/open-connector.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { conflict } from "../service-error.ts";
import { readParcelTerms, takesNoShipments } from "./parcel-terms.ts";
import { prepareShipment } from "./prepare-shipment.ts";
import { giveUpIfSent, sendShipment, settleUnfinished } from "./send-shipment.ts";

export const dispatchOrderInput = z.object({
  orderId: z.uuid(),
  /** Units in this package; left out, everything that is left. */
  lines: z
    .array(z.object({ lineId: z.uuid(), quantity: z.number().int().min(1) }))
    .min(1)
    .optional(),
  carrier: z.string().trim().min(1).max(100).nullish(),
  trackingNumber: z.string().trim().min(1).max(100).nullish(),
  shippedAt: z.iso.datetime({ offset: true }),
  /** The seller stands by a tracking number that does not look right. */
  acceptTracking: z.boolean().optional(),
  /** Same key, same package: a repeated request answers the first one's. */
  idempotencyKey: z.string().min(8).max(200),
});
export type DispatchInput = z.infer<typeof dispatchOrderInput>;

export interface DispatchResult {
  orderId: string;
  shipmentId: string;
  status: OrderStatus;
}

/**
 * Tells the platform that a package left; its units become sold. The request is written down before it is sent, and one
 * whose answer was lost is looked up on the platform before anything is sent again. Throws `conflict` for an order that
 * is already shipped, cancelled or not paid, `invalid` for a parcel that cannot go as it is, and the platform's refusal
 * as `refused_by_platform`.
 */
export async function dispatchOrder({ ctx, input }: Verb<DispatchInput>): Promise<DispatchResult> {
  requireRole(ctx.role, "packer");
  return await alone(ctx, input.orderId, async () => {
    const terms = await readParcelTerms(ctx, input);
    const first = await prepareShipment(ctx, input, terms);
    if (first.state === "confirmed") return first.result;
    const connector = await openConnector(ctx, first.order.connection_id);
    if (connector.fulfillment === undefined) throw takesNoShipments(connector.manifest.name);
    const which = { orderId: input.orderId, except: first.shipmentId };
    const earlier = await settleUnfinished(ctx, connector.fulfillment, which);
    if (earlier > 0) await giveUpIfSent(ctx, first);
    return await sendShipment(ctx, connector.fulfillment, first);
  });
}

// Short, so that an order is free again soon after its process died; renewed while the platform takes its time.
const leaseSeconds = 20;
const renewEveryMs = 5_000;
const attempts = 75;
const pauseMs = 200;

/** One dispatch of an order at a time: a second click waits for the first and then finds its answer. */
async function alone<Result>(ctx: ServiceContext, orderId: string, work: () => Promise<Result>): Promise<Result> {
  const lease = { name: `dispatch:${orderId}`, holder: ctx.newId(), seconds: leaseSeconds };
  for (let attempt = 1; !(await acquireLease(ctx, lease)); attempt += 1) {
    if (attempt === attempts) throw conflict("This order is being sent right now. Try again in a moment.");
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  const renewal = setInterval(() => {
    renewLease(ctx, lease).catch((error: unknown) =>
      ctx.logger.warn({ err: error }, "a dispatch's lease was not renewed"),
    );
  }, renewEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await releaseLease(ctx, lease);
  }
}
