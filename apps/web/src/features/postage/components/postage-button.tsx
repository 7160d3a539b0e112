import { Button } from "@mantine/core";
import { IconTicket } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type ChosenOrder, handOrders } from "../../../lib/handed-orders.ts";
import { t } from "../texts.ts";

/** Leads chosen orders to the page that buys their labels. */
export function PostageButton({ orders }: { orders: readonly ChosenOrder[] }) {
  const navigate = useNavigate();
  return (
    <Button
      variant="default"
      leftSection={<IconTicket size={16} aria-hidden="true" />}
      onClick={() => {
        handOrders(orders);
        void navigate({ to: "/orders/postage" });
      }}
    >
      {t("postage.buyPostage")}
    </Button>
  );
}
