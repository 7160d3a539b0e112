import { z } from "zod";
import { ActRefused } from "../kit/index.ts";
import { changeDates, known, moveOn, pickUp, placeOrder, placeOrderSchema, setHold } from "./acts/order-acts.ts";
import type { Shipment } from "./flipkart-entities.ts";
import { badRequest } from "./flipkart-errors.ts";
import type { FlipkartWorld } from "./flipkart-world.ts";
import type { FlipkartContext, FlipkartOperation } from "./operation.ts";
import { readBody } from "./read-body.ts";
import { createReturn, moveReturn, type ReturnStep } from "./returns/return-steps.ts";

const itemSchema = z.object({ orderItemId: z.string() });
const testOrderSchema = z.object({
  shipmentType: z.enum(["NORMAL", "EXPRESS", "SELF"]).default("NORMAL"),
  locationId: z.string().optional(),
  orderItems: z.array(z.object({ listingId: z.string(), quantity: z.number().int().min(1).default(1) })).min(1),
});
const datesSchema = itemSchema.extend({ dispatchAfterDate: z.string(), dispatchByDate: z.string() });
const returnSchema = itemSchema.extend({ returnType: z.enum(["courier", "customer"]) });
const eventSchema = itemSchema.extend({ eventType: z.string() });

/** The state-changing helpers of Flipkart's own sandbox, at the same addresses: tests for one run on the other. */
export function sandboxOperations(world: FlipkartWorld): FlipkartOperation[] {
  const onItem = (method: "POST" | "PUT", path: string, run: (shipment: Shipment) => unknown): FlipkartOperation => ({
    operation: `sandbox${path}`,
    method,
    path: `/orders/sandbox/${path}`,
    async handle(c) {
      const { orderItemId } = await readBody(c, itemSchema);
      return act(c, () => run(known(world, orderItemId).shipment));
    },
  });
  return [
    testOrderOperation(world),
    onItem("POST", "pick_up_complete", (shipment) => pickUp(world, shipment)),
    onItem("POST", "shipped", (shipment) => moveOn(world, shipment, { from: "PICKUP_COMPLETE", to: "SHIPPED" })),
    onItem("POST", "delivered", (shipment) => moveOn(world, shipment, { from: "SHIPPED", to: "DELIVERED" })),
    onItem("PUT", "on_hold", (shipment) => setHold(world, shipment, true)),
    onItem("PUT", "un_hold", (shipment) => setHold(world, shipment, false)),
    {
      operation: "sandboxupdate_dispatch_slot",
      method: "POST",
      path: "/orders/sandbox/update_dispatch_slot",
      async handle(c) {
        const { orderItemId, dispatchAfterDate: after, dispatchByDate: by } = await readBody(c, datesSchema);
        return act(c, () => changeDates(world, known(world, orderItemId).shipment, { after, by }));
      },
    },
    ...returnHelpers(world),
  ];
}

function testOrderOperation(world: FlipkartWorld): FlipkartOperation {
  return {
    operation: "sandboxtest_orders",
    method: "POST",
    path: "/orders/sandbox/test_orders",
    async handle(c) {
      const { shipmentType, locationId, orderItems } = await readBody(c, testOrderSchema);
      const lines = orderItems.map(({ listingId, quantity }) => {
        const listing = world.listings.find((row) => row.listingId === listingId);
        if (listing === undefined) throw badRequest(`Listing ${listingId} is not known`);
        return { sku: listing.sku, quantity };
      });
      return act(c, () => {
        const input = placeOrderSchema.parse({ lines, shipmentType, ...(locationId !== undefined && { locationId }) });
        const { orderId, orderItemIds } = placeOrder(world, input);
        const items = orderItems.map((item, index) => ({ ...item, orderItemId: orderItemIds[index] }));
        return { orderId, orderItems: items };
      });
    },
  };
}

function returnHelpers(world: FlipkartWorld): FlipkartOperation[] {
  return [
    {
      operation: "sandboxcreate_returns",
      method: "POST",
      path: "/returns/sandbox/create_returns",
      async handle(c) {
        const { orderItemId, returnType } = await readBody(c, returnSchema);
        const source = returnType === "courier" ? "courier_return" : "customer_return";
        return act(c, () => ({ returnId: createReturn(world, { orderItemId, source }).returnId }));
      },
    },
    {
      operation: "sandboxreturn_events",
      method: "POST",
      path: "/returns/sandbox/return_events",
      async handle(c) {
        const { orderItemId, eventType } = await readBody(c, eventSchema);
        return act(c, () => {
          const item = world.returns.find((row) => row.orderItemId === orderItemId);
          if (item === undefined) throw new ActRefused(`Nothing of ${orderItemId} comes back`);
          moveReturn(world, item, stepOf(eventType));
          return { returnId: item.returnId };
        });
      },
    },
  ];
}

/** The documents name no values: the ends of the notifications' names are taken, in any case. */
function stepOf(eventType: string): ReturnStep {
  const step = eventType.toLowerCase().replace(/^return_/, "");
  if (step === "picked_up" || step === "completed" || step === "cancelled") return step;
  throw badRequest(`"${eventType}" is no return event`);
}

function act(c: FlipkartContext, run: () => unknown): Response {
  try {
    return c.json({ response: run() ?? "SUCCESS" });
  } catch (error) {
    if (error instanceof ActRefused) throw badRequest(error.message);
    throw error;
  }
}
