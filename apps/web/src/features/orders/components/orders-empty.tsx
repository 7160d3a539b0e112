import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { EmptyState } from "../../../components/empty-state.tsx";
import { t as words } from "../../../components/empty-texts.ts";
import { LastRead } from "../../../components/last-check.tsx";
import { clearOf } from "../clear-of.ts";
import type { OrderFilters } from "../orders-query.ts";
import { t } from "../texts.ts";

interface OrdersEmptyProps {
  filters: OrderFilters;
  /** Whether there are orders that the filters hide. */
  some: boolean;
  onClear: () => void;
  /** Shown when there is no order at all. */
  firstSteps: ReactNode;
}

/** Why no order is shown: all is done, the filters, or there is none yet. */
export function OrdersEmpty({ filters, some, onClear, firstSteps }: OrdersEmptyProps) {
  const clear = clearOf(filters, some);
  if (clear)
    return (
      <EmptyState kind="clear" title={words(clear)} text={<LastRead kind="orders" />}>
        <Button variant="default" onClick={onClear}>
          {words("empty.allOrders")}
        </Button>
      </EmptyState>
    );
  if (Object.values(filters).every((value) => value === undefined)) return firstSteps;
  return (
    <EmptyState kind="no-match" title={t("orders.noOrderFitsTheseFilters")}>
      <Button variant="default" onClick={onClear}>
        {t("orders.clearFilters")}
      </Button>
    </EmptyState>
  );
}
