import type { OrderStatus, PaymentStatus } from "../model/index.ts";

/** Which status a person may move an order to by hand. What a platform reports is a fact and needs no permission. */
export const orderWorkflow: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending: ["paid", "on_hold", "cancelled"],
  paid: ["packed", "partially_shipped", "shipped", "on_hold", "cancelled", "refunded"],
  packed: ["paid", "partially_shipped", "shipped", "on_hold", "cancelled", "refunded"],
  partially_shipped: ["shipped", "on_hold", "refunded", "returned"],
  shipped: ["delivered", "completed", "returned", "refunded"],
  delivered: ["completed", "returned", "refunded"],
  completed: ["returned", "refunded"],
  on_hold: ["pending", "paid", "cancelled", "refunded"],
  cancelled: ["refunded"],
  refunded: ["returned"],
  returned: ["refunded"],
  unknown: ["pending", "paid", "packed", "shipped", "on_hold", "cancelled"],
};

export type MoveResult =
  | { allowed: true; forced: boolean }
  | { allowed: false; allowedStatuses: readonly OrderStatus[]; message: string };

/** Whether an order may go from one status to another by hand. A forced move is allowed and told apart, for the audit. */
export function checkOrderMove(from: OrderStatus, to: OrderStatus, options: { force?: boolean } = {}): MoveResult {
  const allowedStatuses = orderWorkflow[from];
  if (allowedStatuses.includes(to)) return { allowed: true, forced: false };
  if (options.force === true && from !== to) return { allowed: true, forced: true };
  const choices = allowedStatuses.map((status) => status.replaceAll("_", " ")).join(", ");
  const message = `An order that is ${from.replaceAll("_", " ")} cannot become ${to.replaceAll("_", " ")}. Allowed: ${choices}.`;
  return { allowed: false, allowedStatuses, message };
}

const dispatchable: ReadonlySet<OrderStatus> = new Set(["paid", "packed", "partially_shipped", "unknown"]);

/**
 * Whether a package may be sent for an order now, or the reason why not. Payment decides where the status does not:
 * goods that are paid at the door count as sold while their payment is still open.
 */
export function checkDispatch(
  status: OrderStatus,
  payment: PaymentStatus = "unknown",
): { allowed: true } | { allowed: false; message: string } {
  if (status === "pending" || (status === "unknown" && (payment === "unpaid" || payment === "failed")))
    return { allowed: false, message: "This order is not paid yet." };
  if (status === "on_hold") return { allowed: false, message: "This order is on hold." };
  if (!dispatchable.has(status))
    return { allowed: false, message: `This order is already ${status.replaceAll("_", " ")}.` };
  if (payment === "refunded") return { allowed: false, message: "This order was refunded in full." };
  return { allowed: true };
}
