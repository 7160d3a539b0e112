import { orderStatusSchema } from "@counterfoil/core/model";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { pageInput } from "../paging.ts";
import { unavailable } from "../service-error.ts";
import type { OrderListView } from "./order-views.ts";

export const listOrdersInput = z
  .object({
    platform: z.string().optional(),
    status: z.array(orderStatusSchema).optional(),
    linkState: z.enum(["needs_link", "linked", "partial"]).optional(),
    q: z.string().max(200).optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    ...pageInput,
  })
  .prefault({});

/** Orders, newest first, with the counts of the same filters. */
export function listOrders(_verb: Verb<z.infer<typeof listOrdersInput>>): Promise<OrderListView> {
  return Promise.reject(unavailable("This is not available yet."));
}
