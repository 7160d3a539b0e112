import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import { cancelAtOnce, endCancellation, requestCancellation } from "../aftersales/cancellations.ts";
import { announceReturn, moveReturn } from "../aftersales/returns.ts";
import { unshippedLines } from "../orders/order-state.ts";
import { nextId, type TiktokShopWorld } from "../tiktok-shop-world.ts";
import { knownOrder } from "./known.ts";

const orderOnly = z.strictObject({ orderId: z.string() });
const reason = z.string().default("No longer needed");

/** Cancellations and returns as buyers make them. */
export function aftersaleActs(world: TiktokShopWorld) {
  const knownReturn = (returnId: string) => {
    const row = world.returns.get(returnId);
    if (row === undefined) throw new ActRefused(`There is no return ${returnId}`);
    return row;
  };
  return {
    /** A buyer asks to cancel: granted at once while unpaid or held, else it waits for the seller. */
    requestCancellation: defineAct(orderOnly.extend({ reason }), (input) => {
      const order = knownOrder(world, input.orderId);
      const lines = unshippedLines(order);
      if (lines.length === 0) throw new ActRefused(`Order ${order.id} has left already`);
      const alone = order.status === "UNPAID" || order.status === "ON_HOLD";
      const request = { order, lines, role: "BUYER" as const, reason: input.reason };
      const { id, status } = alone ? cancelAtOnce(world, request) : requestCancellation(world, request);
      return { cancelId: id, status };
    }),
    /** The buyer takes the request back. */
    withdrawCancellation: defineAct(z.strictObject({ cancelId: z.string() }), ({ cancelId }) => {
      const cancellation = world.cancellations.get(cancelId);
      if (cancellation === undefined) throw new ActRefused(`There is no cancellation ${cancelId}`);
      endCancellation(world, cancellation, "reject");
      return { cancelId };
    }),
    /** The seller or the platform cancels on the site: everything that has not left, or some lines. */
    cancelOrder: defineAct(
      orderOnly.extend({
        reason,
        by: z.enum(["SELLER", "SYSTEM"]).default("SELLER"),
        lineIds: z.array(z.string()).optional(),
      }),
      ({ orderId, reason: why, by, lineIds }) => {
        const order = knownOrder(world, orderId);
        const lines = unshippedLines(order).filter(({ id }) => lineIds === undefined || lineIds.includes(id));
        if (lines.length === 0) throw new ActRefused(`Nothing of order ${order.id} can be cancelled`);
        return { cancelId: cancelAtOnce(world, { order, lines, role: by, reason: why }).id };
      },
    ),
    /** A buyer wants money back, with or without sending the goods. */
    requestReturn: defineAct(
      orderOnly.extend({
        type: z.enum(["REFUND", "RETURN_AND_REFUND", "REPLACEMENT"]).default("RETURN_AND_REFUND"),
        lineIds: z.array(z.string()).optional(),
        reason,
      }),
      (input) => {
        const order = knownOrder(world, input.orderId);
        const lines = order.lines.filter(
          ({ id, status }) =>
            (input.lineIds === undefined || input.lineIds.includes(id)) &&
            ["AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED"].includes(status),
        );
        if (lines.length === 0) throw new ActRefused(`Nothing of order ${order.id} can be returned`);
        const at = world.seconds();
        const row = world.returns.insert({
          id: nextId(world, "return"),
          shopId: order.shopId,
          orderId: order.id,
          type: input.type,
          status: input.type === "REPLACEMENT" ? "REPLACEMENT_REQUEST_PENDING" : "RETURN_OR_REFUND_REQUEST_PENDING",
          reason: input.reason,
          lineIds: lines.map(({ id }) => id),
          trackingNumber: "",
          createTime: at,
          updateTime: at,
          records: [
            {
              event: "ORDER_RETURN",
              description: "Customer submitted a return request",
              role: "Buyer",
              note: "",
              time: at,
            },
          ],
        });
        world.ledger.append("return-requested", { orderId: order.id, returnId: row.id });
        announceReturn(world, row);
        return { returnId: row.id };
      },
    ),
    /** The buyer sends the goods back. */
    sendReturn: defineAct(z.strictObject({ returnId: z.string(), trackingNumber: z.string() }), (input) => {
      const row = knownReturn(input.returnId);
      if (row.status !== "AWAITING_BUYER_SHIP") throw new ActRefused("The seller has not agreed to this return");
      row.trackingNumber = input.trackingNumber;
      const description = "Customer has shipped the item";
      moveReturn(world, row, { status: "BUYER_SHIPPED_ITEM", event: "BUYER_SHIP", description, role: "Buyer" });
      return { returnId: row.id };
    }),
  };
}
