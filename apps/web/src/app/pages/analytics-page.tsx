import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { AnalyticsScreen } from "../../features/analytics/components/analytics-screen.tsx";
import { trpc } from "../../lib/api.ts";
import { useTimeZone } from "../../lib/session.ts";

const route = getRouteApi("/shell/analytics");

export function AnalyticsPage() {
  const filters = route.useSearch();
  const navigate = useNavigate({ from: "/analytics" });
  const connections = useQuery(trpc.connections.list.queryOptions());
  const platforms = connections.data?.filter((card) => card.lastOrderSyncAt !== null).map(({ platform }) => platform);
  const timeZone = useTimeZone();
  return (
    <>
      <PageHeader title="Analytics" aside={`Whole days in ${timeZone.replaceAll("_", " ")}`} />
      {platforms && (
        <AnalyticsScreen
          filters={filters}
          onFilter={(next) => void navigate({ search: next, replace: true })}
          platforms={platforms}
          firstSteps={
            <EmptyState
              kind="nothing-yet"
              title="Nothing to count yet"
              text="Connect a shop: its orders are read, and their figures appear here."
            >
              <LinkButton to="/settings/integrations">Connect a shop</LinkButton>
            </EmptyState>
          }
        />
      )}
    </>
  );
}
