import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { connectionStates } from "../../features/connections/connection-words.ts";
import { DemoOffer } from "../../features/demo/components/demo-offer.tsx";
import { NeedsPanel } from "../../features/home/components/needs-panel.tsx";
import { NextSteps } from "../../features/home/components/next-steps.tsx";
import { TodayPanel } from "../../features/home/components/today-panel.tsx";
import classes from "../../features/home/components/work-summary.module.css";
import {
  LatestOrders,
  SaleWordCounts,
  ShopsPanel,
  WaitingPanel,
} from "../../features/home/components/work-summary.tsx";
import { t } from "../../features/home/texts.ts";
import { SyncProgress } from "../../features/sync/components/sync-progress.tsx";
import { trpc } from "../../lib/api.ts";
import { currentWorkspace, useSession } from "../../lib/session.ts";
import { PagePending } from "../shell/page-pending.tsx";

const minuteMs = 60_000;

function useHome() {
  const status = useQuery(trpc.setup.status.queryOptions());
  const cards = useQuery(trpc.connections.list.queryOptions());
  const orders = useQuery(trpc.orders.list.queryOptions({ limit: 8 }));
  const stock = useQuery(trpc.inventory.list.queryOptions({ limit: 1 }));
  const overview = useQuery(trpc.home.overview.queryOptions(undefined, { refetchInterval: minuteMs }));
  const stats = useQuery(trpc.resolution.stats.queryOptions());
  const needed = [cards, stock, orders, overview];
  return {
    demoAvailable: status.data?.demoAvailable ?? false,
    cards: cards.data?.filter((card) => card.connectionId !== null) ?? [],
    counts: orders.data?.counts ?? undefined,
    latest: orders.data?.orders ?? [],
    stocked: Object.values(stock.data?.countsByStatus ?? {}).some((count) => count > 0),
    stats: stats.data ?? [],
    overview: overview.data,
    pending: needed.some((query) => query.isPending),
    error: needed.find((query) => query.error)?.error,
    retry: () => void Promise.all(needed.map((query) => query.refetch())),
  };
}

export function HomePage() {
  const session = useSession();
  const workspace = currentWorkspace(session);
  const home = useHome();
  if (home.error) return <FailureNotice error={home.error} what={t("home.failed")} onRetry={home.retry} />;
  if (home.pending) return <PagePending />;
  const connected = home.cards.some((card) => card.status === "connected");
  const offersDemo = home.demoAvailable && !workspace?.demo;
  return (
    <>
      <PageHeader title={workspace?.name ?? t("home.title")} />
      <Stack gap="md">
        <SyncProgress finished={null} />
        {home.cards.length > 0 && (
          <div>
            {home.overview && (
              <div className={classes.columns}>
                <NeedsPanel home={home.overview} />
                <TodayPanel home={home.overview} />
              </div>
            )}
            <SaleWordCounts counts={home.counts} />
            <div className={classes.columns}>
              <WaitingPanel stats={home.stats} />
              <ShopsPanel cards={home.cards} stateOf={(card) => connectionStates[card.status]} />
            </div>
            <LatestOrders orders={home.latest} />
          </div>
        )}
        {(!connected || !home.stocked) && (
          <NextSteps connected={connected} stocked={home.stocked} demo={offersDemo ? <DemoOffer /> : null} />
        )}
      </Stack>
    </>
  );
}
