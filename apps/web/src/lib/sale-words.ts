import type { Tone } from "../components/state-dot.tsx";
import type { OrderCounts, OrderRow } from "./api-types.ts";
import { type TextId, t } from "./language/language.ts";

/** The few words for a sale: exclusive, and their counts add up to the total. */
export const saleWords = [
  "needsLink",
  "ready",
  "onHold",
  "sent",
  "problem",
  "done",
] as const satisfies readonly (keyof OrderCounts)[];
export type SaleWord = (typeof saleWords)[number];

// Read when it is shown: by then the language is known.
function word(id: TextId, tone: Tone): { readonly label: string; readonly tone: Tone } {
  return {
    get label() {
      return t(id);
    },
    tone,
  };
}

export const saleWordLabels: Readonly<Record<SaleWord | "sameSale", ReturnType<typeof word>>> = {
  needsLink: word("sale.needsLink", "wants"),
  ready: word("sale.ready", "progress"),
  onHold: word("sale.onHold", "review"),
  sent: word("sale.sent", "done"),
  problem: word("sale.problem", "failed"),
  done: word("sale.done", "off"),
  sameSale: word("sale.sameSale", "off"),
};

export const orderStatusWords: Readonly<Record<OrderRow["status"], string>> = {
  pending: "Awaiting payment",
  paid: "Paid",
  packed: "Packed",
  partially_shipped: "Partly sent",
  shipped: "Sent",
  delivered: "Delivered",
  completed: "Completed",
  on_hold: "On hold",
  cancelled: "Cancelled",
  refunded: "Refunded",
  returned: "Returned",
  unknown: "Unknown",
};

export const paymentWords: Readonly<Record<OrderRow["paymentStatus"], string>> = {
  unpaid: "Unpaid",
  paid: "Paid",
  partially_refunded: "Partly refunded",
  refunded: "Refunded",
  failed: "Failed",
  unknown: "Unknown",
};

const finished = new Set<OrderRow["status"]>(["delivered", "completed"]);
const waiting = new Set<OrderRow["status"]>(["on_hold", "pending"]);
const broken = new Set<OrderRow["status"]>(["cancelled", "refunded", "returned", "unknown"]);

/** The one word for a sale; `sameSale` where another order, come by another road, is the one that counts. */
export function saleWordOf(order: Pick<OrderRow, "status" | "linkState" | "sameSaleAs">): SaleWord | "sameSale" {
  if (order.sameSaleAs !== null) return "sameSale";
  if (order.status === "shipped") return "sent";
  if (finished.has(order.status)) return "done";
  if (broken.has(order.status)) return "problem";
  if (waiting.has(order.status)) return "onHold";
  return order.linkState === "linked" ? "ready" : "needsLink";
}
