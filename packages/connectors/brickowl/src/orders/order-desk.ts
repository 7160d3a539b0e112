import { type CallOptions, callLimits } from "@counterfoil/connector-kit";
import type { BrickowlCall, BrickowlClient } from "../brickowl-client.ts";
import type { BrickowlContext } from "../brickowl-settings.ts";

/** Brick Owl's numbers of the statuses that a seller may set; 0 (pending) and 8 (cancelled) are not among them. */
export type SettableStatus = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Single writes to an order. `fulfillment.ship` makes the usual two in the right order. Each throws `ConnectorError`. */
export interface BrickowlOrderDesk {
  /** A lost answer is `outcome_unknown`: read the order before setting it again. */
  setStatus(orderId: string, status: SettableStatus, options?: CallOptions): Promise<void>;
  /** A number or an address; Brick Owl keeps no carrier. */
  setTracking(orderId: string, tracking: string, options?: CallOptions): Promise<void>;
  /** Replaces the seller's note; the empty text removes it. */
  setNote(orderId: string, note: string, options?: CallOptions): Promise<void>;
}

export function createOrderDesk(client: BrickowlClient, context: BrickowlContext): BrickowlOrderDesk {
  const limits = (options?: CallOptions): BrickowlCall => ({
    ...callLimits(options, context.now),
    lane: "send_tracking",
  });
  return {
    async setStatus(orderId, status, options) {
      await client.setStatus(orderId, status, limits(options));
    },
    async setTracking(orderId, tracking, options) {
      await client.setTracking(orderId, tracking, limits(options));
    },
    async setNote(orderId, note, options) {
      await client.setNote(orderId, note, limits(options));
    },
  };
}
