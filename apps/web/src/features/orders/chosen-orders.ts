import { useCallback, useState } from "react";

/** An order that was chosen for something that is done to many. */
export interface ChosenOrder {
  id: string;
  platform: string;
  platformOrderId: string;
}

export type Chosen = ReadonlyMap<string, ChosenOrder>;

/** Orders ticked in the list, kept while the filters change. */
export function useChosenOrders() {
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const toggle = useCallback(
    (order: ChosenOrder) =>
      setChosen((now) => {
        const next = new Map(now);
        if (!next.delete(order.id)) next.set(order.id, order);
        return next;
      }),
    [],
  );
  return {
    chosen,
    toggle,
    choose: (orders: readonly ChosenOrder[]) => setChosen(new Map(orders.map((order) => [order.id, order]))),
    clear: () => setChosen(new Map()),
  };
}

const place = "counterfoil.orders-to-send";

/** Hands chosen orders to the page that sends them, across a reload. */
export function keepToSend(orders: readonly ChosenOrder[]): void {
  sessionStorage.setItem(place, JSON.stringify(orders));
}

/** The orders that were handed over; none where the page was opened by itself. */
export function readToSend(): ChosenOrder[] {
  try {
    // Written by `keepToSend`; anything else counts as nothing.
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "[]") as ChosenOrder[];
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
