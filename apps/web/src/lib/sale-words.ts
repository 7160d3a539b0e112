import type { Tone } from "../components/state-dot.tsx";
import type { OrderCounts, OrderRow } from "./api-types.ts";
import { t } from "./language/language.ts";
import { statesBy, wordsBy } from "./language/words-by.ts";

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

export const saleWordLabels: Readonly<Record<SaleWord | "sameSale", { readonly label: string; readonly tone: Tone }>> =
  statesBy(t, {
    needsLink: { label: "sale.needsLink", tone: "wants" },
    ready: { label: "sale.ready", tone: "progress" },
    onHold: { label: "sale.onHold", tone: "review" },
    sent: { label: "sale.sent", tone: "done" },
    problem: { label: "sale.problem", tone: "failed" },
    done: { label: "sale.done", tone: "off" },
    sameSale: { label: "sale.sameSale", tone: "off" },
  });

export const orderStatusWords: Readonly<Record<OrderRow["status"], string>> = wordsBy(t, {
  pending: "status.awaitingPayment",
  paid: "status.paid",
  packed: "status.packed",
  partially_shipped: "status.partlySent",
  shipped: "sale.sent",
  delivered: "status.delivered",
  completed: "status.completed",
  on_hold: "sale.onHold",
  cancelled: "status.cancelled",
  refunded: "status.refunded",
  returned: "stock.returned",
  unknown: "status.unknown",
});

export const paymentWords: Readonly<Record<OrderRow["paymentStatus"], string>> = wordsBy(t, {
  unpaid: "status.unpaid",
  paid: "status.paid",
  partially_refunded: "status.partlyRefunded",
  refunded: "status.refunded",
  failed: "status.failed",
  unknown: "status.unknown",
});

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
