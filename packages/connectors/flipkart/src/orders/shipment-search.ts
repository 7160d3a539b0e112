import type { ReturnSource } from "../flipkart-client.ts";
import { indianTime } from "../flipkart-values.ts";

const preDispatch = ["APPROVED", "PACKING_IN_PROGRESS", "PACKED", "FORM_FAILED", "READY_TO_DISPATCH"] as const;
const postDispatch = ["PICKUP_COMPLETE", "SHIPPED", "DELIVERED"] as const;
const pageSize = 20;

interface DateRange {
  from: string;
  to: string;
}

/** Body of a shipment search. */
export interface ShipmentSearch {
  filter: {
    type: "preDispatch" | "postDispatch" | "cancelled";
    states: readonly string[];
    hold?: boolean;
    cancellationType?: string;
    modifiedDate?: DateRange;
    cancellationDate?: DateRange;
  };
  pagination: { pageSize: number };
  sort: { field: "modifiedDate"; order: "asc" };
}

interface SearchStep {
  name: string;
  filter: ShipmentSearch["filter"];
  /** What the window narrows; null searches everything. */
  by: "modifiedDate" | "cancellationDate" | null;
}

const returnSources: readonly ReturnSource[] = ["customer_return", "courier_return"];

/**
 * What one round asks, in order. Held shipments are invisible unless asked for, cancellations come one kind at a time, and
 * what came back is in the lists of returns alone. The last two have no window: once an hour they find what one lost.
 */
const steps: readonly (SearchStep | ReturnSource)[] = [
  { name: "open", filter: { type: "preDispatch", states: preDispatch, hold: false }, by: "modifiedDate" },
  { name: "held", filter: { type: "preDispatch", states: preDispatch, hold: true }, by: "modifiedDate" },
  { name: "gone", filter: { type: "postDispatch", states: postDispatch }, by: "modifiedDate" },
  ...["sellerCancellation", "buyerCancellation", "marketplaceCancellation"].map(
    (cancellationType): SearchStep => ({
      name: cancellationType,
      filter: { type: "cancelled", states: ["CANCELLED"], cancellationType },
      by: "cancellationDate",
    }),
  ),
  ...returnSources,
  { name: "all open", filter: { type: "preDispatch", states: ["APPROVED"], hold: false }, by: null },
  { name: "all held", filter: { type: "preDispatch", states: ["APPROVED"], hold: true }, by: null },
];
const windowed = steps.filter((step) => typeof step === "string" || step.by !== null).length;

/** How many searches a round makes. */
export function stepCount(sweeps: boolean): number {
  return sweeps ? steps.length : windowed;
}

/** Whether the pages of a step may be asked for by time: only where the list is narrowed and ordered by it. */
export function isOrderedByTime(step: number): boolean {
  return searchStep(step)?.by === "modifiedDate";
}

/** The list of returns that a step reads; null for a search of shipments. */
export function returnsOf(step: number): ReturnSource | null {
  const found = steps[step];
  return typeof found === "string" ? found : null;
}

function searchStep(step: number): SearchStep | null {
  const found = steps[step];
  return typeof found === "object" ? found : null;
}

/** The body of a step's search, over a window of epoch milliseconds. */
export function searchOf(step: number, window: { from: number; to: number }): ShipmentSearch {
  const { filter, by } = searchStep(step) ?? {
    filter: { type: "preDispatch" as const, states: preDispatch },
    by: null,
  };
  // Whole seconds, rounded outwards.
  const range = { from: indianTime(window.from), to: indianTime(Math.ceil(window.to / 1000) * 1000) };
  return {
    filter: { ...filter, ...(by !== null && { [by]: range }) },
    pagination: { pageSize },
    sort: { field: "modifiedDate", order: "asc" },
  };
}
