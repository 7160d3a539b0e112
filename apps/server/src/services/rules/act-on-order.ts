import { ConnectorError } from "@counterfoil/connector-kit";
import type { RuleAction } from "@counterfoil/core/fulfillment";
import { toServiceError } from "../connector-failure.ts";
import type { ServiceContext } from "../context.ts";
import { dispatchOrder } from "../orders/dispatch-order.ts";
import { moveOrder } from "../orders/set-status.ts";
import { ServiceError } from "../service-error.ts";
import { findLabel } from "./find-label.ts";
import type { JudgedOrder } from "./read-rule-orders.ts";

/** What became of an act. `waiting`: nothing was done, and it may be tried again later. */
export interface ActOutcome {
  outcome: "done" | "waiting" | "failed";
  message: string;
}

/** Does what a rule says about an order. Sends nothing that has no real label or tracking number. */
export async function actOnOrder(ctx: ServiceContext, order: JudgedOrder, action: RuleAction): Promise<ActOutcome> {
  try {
    if (action.type === "fulfill") return await fulfill(ctx, order);
    if (action.type === "pack") {
      if (order.status !== "packed") await moveOrder(ctx, { orderId: order.id, status: "packed", force: false });
      return { outcome: "done", message: "Marked as packed." };
    }
    await moveOrder(ctx, { orderId: order.id, status: "on_hold", force: false, holdReason: action.reason });
    return { outcome: "done", message: `Put on hold: ${action.reason}.` };
  } catch (error) {
    const known = ConnectorError.is(error) ? toServiceError(error) : error;
    if (!ServiceError.is(known)) throw error;
    return { outcome: known.code === "unavailable" ? "waiting" : "failed", message: known.message };
  }
}

async function fulfill(ctx: ServiceContext, order: JudgedOrder): Promise<ActOutcome> {
  const label = await findLabel(ctx, order);
  if (label === null) return { outcome: "waiting", message: "No label and no tracking number yet: nothing was sent." };
  await dispatchOrder({
    ctx,
    input: {
      ...{ orderId: order.id, ...label, shippedAt: ctx.now().toISOString() },
      idempotencyKey: `rule:${order.id}:${label.trackingNumber ?? "platform"}`,
    },
  });
  return { outcome: "done", message: "Sent with its label." };
}
