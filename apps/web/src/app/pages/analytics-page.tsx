import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { AnalyticsScreen } from "../../features/analytics/components/analytics-screen.tsx";
import { t } from "../../features/analytics/texts.ts";
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
      <PageHeader
        title={t("place.analytics")}
        aside={t("analytics.zone", { timeZone: timeZone.replaceAll("_", " ") })}
      />
      {platforms && (
        <AnalyticsScreen
          filters={filters}
          onFilter={(next) => void navigate({ search: next, replace: true })}
          platforms={platforms}
          firstSteps={
            <EmptyState kind="nothing-yet" title={t("analytics.nothingToCountYet")} text={t("analytics.emptyText")}>
              <LinkButton to="/settings/integrations">{t("analytics.connectAShop")}</LinkButton>
            </EmptyState>
          }
        />
      )}
    </>
  );
}
