import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PrintMenu } from "../../features/documents/components/print-menu.tsx";
import { OrdersScreen } from "../../features/orders/components/orders-screen.tsx";
import { PostageButton } from "../../features/postage/components/postage-button.tsx";
import { trpc } from "../../lib/api.ts";

const route = getRouteApi("/shell/orders");

export function OrdersPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/orders" });
  const platforms = useQuery(trpc.platforms.list.queryOptions(undefined, { staleTime: 600_000 }));
  return (
    <>
      <PageHeader title="Orders">
        <LinkButton to="/notices" variant="default">
          Buyer notices
        </LinkButton>
        <LinkButton to="/rules" variant="default">
          Rules
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
          <EmptyState
            kind="nothing-yet"
            title="No orders yet"
            text="Connect a shop and its orders of the last 90 days are read at once. To look around first, start the demo shop from the home page."
          >
            <LinkButton to="/settings/integrations">Connect a shop</LinkButton>
            <LinkButton to="/" variant="default">
              Go home
            </LinkButton>
          </EmptyState>
        }
      />
    </>
  );
}
