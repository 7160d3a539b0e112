import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { LinkButton } from "../../components/link-button.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { CallbackNotice } from "../../features/connections/components/callback-notice.tsx";
import { IntegrationList } from "../../features/connections/components/integration-list.tsx";
import { t } from "../../features/connections/texts.ts";
import { RunHistory } from "../../features/sync/components/run-history.tsx";
import { SyncProgress } from "../../features/sync/components/sync-progress.tsx";
import { trpc } from "../../lib/api.ts";
import { SettingsNav } from "../shell/settings-nav.tsx";

const route = getRouteApi("/shell/settings/integrations");

export function IntegrationsPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/settings/integrations" });
  const [open, setOpen] = useState<string | null>(null);
  const cards = useQuery(trpc.connections.list.queryOptions());
  const earlier = cards.data?.find((card) => card.platform === search.platform);
  const clear = () => void navigate({ search: {}, replace: true });
  return (
    <>
      <PageHeader title={t("settings.integrations")} />
      <SettingsNav />
      <Stack gap="sm">
        <CallbackNotice
          connected={search.connected}
          failed={search.connect_error}
          platform={search.platform}
          attempt={search.attempt}
          stillConnected={earlier?.status === "connected"}
          onClose={clear}
          onRetry={setOpen}
        />
        <SyncProgress finished={search.connected ?? null}>
          <LinkButton to="/settings/inventory-resolution" search={{ platform: search.connected }}>
            {t("connections.resolveWhatWaits")}
          </LinkButton>
          <LinkButton to="/orders" variant="default">
            {t("connections.seeTheOrders")}
          </LinkButton>
        </SyncProgress>
        <IntegrationList open={open} onOpen={setOpen} />
      </Stack>
      <RunHistory />
    </>
  );
}
