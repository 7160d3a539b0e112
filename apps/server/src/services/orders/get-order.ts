import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";
import type { OrderDetailView } from "./order-views.ts";

export const getOrderInput = z.object({ id: z.uuid() });

/** One order with its lines, claims, shipments and history. Throws `not_found`. */
export function getOrder(_verb: Verb<z.infer<typeof getOrderInput>>): Promise<OrderDetailView> {
  return Promise.reject(unavailable("This is not available yet."));
}
