import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { BatchScreen } from "../../features/orders/components/batch-screen.tsx";
import { SendScreen } from "../../features/orders/components/send-screen.tsx";
import { t } from "../../features/orders/texts.ts";

const route = getRouteApi("/shell/orders/send");

export function SendOrdersPage() {
  const { batch } = route.useSearch();
  const navigate = useNavigate({ from: "/orders/send" });
  return (
    <>
      <PageHeader title={t("orders.sendOrders")} />
      {batch ? (
        <BatchScreen batchId={batch} />
      ) : (
        <SendScreen onSent={(batchId) => void navigate({ search: { batch: batchId } })} />
      )}
    </>
  );
}
