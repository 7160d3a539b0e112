import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { getRouteApi, useCanGoBack, useRouter } from "@tanstack/react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { PlatformMark } from "../../components/platform-mark.tsx";
import { PrintMenu } from "../../features/documents/components/print-menu.tsx";
import { SaleWord } from "../../features/orders/components/order-columns.tsx";
import { OrderScreen } from "../../features/orders/components/order-screen.tsx";
import { t } from "../../features/orders/texts.ts";
import { OrderProfitPanel } from "../../features/payouts/components/order-profit.tsx";
import { PostagePanel } from "../../features/postage/components/postage-panel.tsx";

const sendable: ReadonlySet<string> = new Set(["paid", "packed", "partially_shipped", "unknown"]);

const route = getRouteApi("/shell/orders/$orderId");

function BackToOrders() {
  const router = useRouter();
  const canGoBack = useCanGoBack();
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<IconArrowLeft size={15} aria-hidden="true" />}
      onClick={() => (canGoBack ? router.history.back() : void router.navigate({ to: "/orders" }))}
      mb={4}
      style={{ alignSelf: "flex-start" }}
    >
      {t("orders.back")}
    </Button>
  );
}

export function OrderPage() {
  const { orderId } = route.useParams();
  return (
    <>
      <BackToOrders />
      <OrderScreen
        key={orderId}
        orderId={orderId}
        belowShipping={({ status }) => <PostagePanel orderId={orderId} sendable={sendable.has(status)} />}
        besideTotals={<OrderProfitPanel orderId={orderId} />}
        heading={(order) => (
          <PageHeader
            title={t("orders.one", { platformOrderId: order.platformOrderId })}
            aside={
              <span style={{ display: "inline-flex", gap: "0.9rem", alignItems: "center", flexWrap: "wrap" }}>
                <PlatformMark platform={order.platform} withName />
                <span>
                  {order.buyerName} {order.countryCode}
                </span>
                <span data-testid="sale-word">
                  <SaleWord order={order} />
                </span>
              </span>
            }
          >
            <PrintMenu orderIds={[orderId]} kinds={["packing-slips", "address-labels"]} />
          </PageHeader>
        )}
      />
    </>
  );
}
