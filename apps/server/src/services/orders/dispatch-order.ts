import type { OrderStatus } from "@counterfoil/core/model";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";

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
  idempotencyKey: z.string().min(8).max(200),
});

export interface DispatchResult {
  orderId: string;
  shipmentId: string;
  status: OrderStatus;
}

/** Tells the platform that a package left; its units become sold. */
export function dispatchOrder(_verb: Verb<z.infer<typeof dispatchOrderInput>>): Promise<DispatchResult> {
  return Promise.reject(unavailable("This is not available yet."));
}
