import { useCallback, useState } from "react";
import type { ChosenOrder } from "../../lib/handed-orders.ts";

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
