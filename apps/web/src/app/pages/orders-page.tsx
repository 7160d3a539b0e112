import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { t as words } from "../../components/empty-texts.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PrintMenu } from "../../features/documents/components/print-menu.tsx";
import { OrdersScreen } from "../../features/orders/components/orders-screen.tsx";
import { t } from "../../features/orders/texts.ts";
import { PostageButton } from "../../features/postage/components/postage-button.tsx";
import { ReadNowButton } from "../../features/sync/components/read-now-button.tsx";
import { useSyncStatus } from "../../features/sync/queries/sync-queries.ts";
import { trpc } from "../../lib/api.ts";

const route = getRouteApi("/shell/orders");

export function OrdersPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/orders" });
  const connected = (useSyncStatus().data ?? []).some(({ kind }) => kind === "orders");
  const platforms = useQuery(trpc.platforms.list.queryOptions(undefined, { staleTime: 600_000 }));
  return (
    <>
      <PageHeader title={t("place.orders")}>
        <LinkButton to="/notices" variant="default">
          {t("orders.buyerNotices")}
        </LinkButton>
        <LinkButton to="/rules" variant="default">
          {t("place.rules")}
        </LinkButton>
        <PrintMenu orderIds={[]} kinds={["pick-list"]} />
      </PageHeader>
      <OrdersScreen
        filters={search}
        onFilter={(filters) => void navigate({ search: filters, replace: true })}
        platforms={platforms.data?.map(({ platform }) => platform) ?? []}
        bulkActs={(chosen) => (
          <>
            <PrintMenu
              orderIds={[...chosen.keys()]}
              kinds={["labels", "packing-slips", "address-labels", "pick-list"]}
            />
            <PostageButton orders={[...chosen.values()]} />
          </>
        )}
        firstSteps={
          connected ? (
            <EmptyState kind="nothing-yet" title={t("orders.noOrdersYet")} text={words("empty.ordersConnectedText")}>
              <ReadNowButton kind="orders" />
            </EmptyState>
          ) : (
            <EmptyState kind="nothing-yet" title={t("orders.noOrdersYet")} text={t("orders.connectText")}>
              <LinkButton to="/settings/integrations">{t("orders.connectAShop")}</LinkButton>
              <LinkButton to="/" variant="default">
                {t("shell.goHome")}
              </LinkButton>
            </EmptyState>
          )
        }
      />
    </>
  );
}
