import { Button } from "@mantine/core";
import { IconArrowLeft, IconHistory, IconSettings } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { LoadWhen } from "../../components/load-when.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useOffers } from "../../features/linking-rules/queries/rules-queries.ts";
import { PlatformTabs } from "../../features/resolution/components/platform-tabs.tsx";
import { ResolutionScreen } from "../../features/resolution/components/resolution-screen.tsx";
import { usePlatformStats, useRunningHistorical } from "../../features/resolution/queries/resolution-queries.ts";
import { t } from "../../features/resolution/texts.ts";
import { trpc } from "../../lib/api.ts";
import type { PlatformStats } from "../../lib/api-types.ts";
import { withTexts } from "../../lib/language/language.ts";
import { useIsPhone } from "../../lib/use-is-phone.ts";
import { PagePending } from "../shell/page-pending.tsx";

const RulesScreen = lazy(
  withTexts(async () => ({
    default: (await import("../../features/linking-rules/components/rules-screen.tsx")).RulesScreen,
  })),
);
const HistoricalDialog = lazy(
  withTexts(async () => ({
    default: (await import("../../features/resolution/components/historical-dialog.tsx")).HistoricalDialog,
  })),
);
const route = getRouteApi("/shell/settings/inventory-resolution");
const always = ["ebay", "amazon"];

function hasEntries(stats: PlatformStats): boolean {
  return stats.pending + stats.resolved + stats.skipped + stats.noInventory > 0;
}

/** eBay and Amazon always, then every other connected selling platform and every one that still has entries. */
function usePlatforms(open: string | undefined) {
  const stats = usePlatformStats().data ?? [];
  const manifests = useQuery(trpc.platforms.list.queryOptions(undefined, { staleTime: 600_000 })).data ?? [];
  const cards = useQuery(trpc.connections.list.queryOptions()).data ?? [];
  const sells = (platform: string) => manifests.find((manifest) => manifest.platform === platform)?.kind !== "data";
  const connected = cards.filter((card) => card.connectionId && sells(card.platform)).map((card) => card.platform);
  const platforms = [
    ...new Set([
      ...always,
      ...connected,
      ...stats.filter(hasEntries).map(({ platform }) => platform),
      ...(open ? [open] : []),
    ]),
  ];
  const busiest = platforms.find((platform) => stats.some((row) => row.platform === platform && row.pending > 0));
  return { platforms, stats, platform: open ?? busiest ?? "ebay" };
}

export function ResolutionPage() {
  const { view } = route.useSearch();
  return view === "rules" ? <RulesPage /> : <DeskPage />;
}

function RulesPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/settings/inventory-resolution" });
  const { platforms } = usePlatforms(search.platform);
  return (
    <>
      <PageHeader title={t("desk.rules")}>
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
          onClick={() => void navigate({ search: { platform: search.platform } })}
        >
          {t("desk.back")}
        </Button>
      </PageHeader>
      <Suspense fallback={<PagePending />}>
        <RulesScreen
          platforms={platforms}
          channel={search.platform ?? null}
          onChannel={(channel) =>
            void navigate({ search: { view: "rules", platform: channel ?? undefined }, replace: true })
          }
        />
      </Suspense>
    </>
  );
}

function DeskPage() {
  const { job, view: _view, ...search } = route.useSearch();
  const navigate = useNavigate({ from: "/settings/inventory-resolution" });
  const { platforms, stats, platform } = usePlatforms(search.platform);
  const [dialog, setDialog] = useState<"history" | null>(job ? "history" : null);
  const running = useRunningHistorical();
  const offers = useOffers().data?.length ?? 0;
  const showJob = (next: string | null) =>
    void navigate({ search: { ...search, job: next ?? undefined }, replace: true });
  const alone = useIsPhone() && search.entry !== undefined;
  return (
    <>
      {!alone && (
        <>
          <PageHeader title={t("place.resolution")}>
            <Button
              variant="default"
              leftSection={<IconSettings size={16} aria-hidden="true" />}
              onClick={() => void navigate({ search: { view: "rules", platform } })}
            >
              {t("desk.rules")}
              {offers > 0 && ` · ${t("desk.offers", { count: offers })}`}
            </Button>
            <Button
              variant={running ? "light" : "default"}
              leftSection={<IconHistory size={16} aria-hidden="true" />}
              onClick={() => {
                if (running) showJob(running);
                setDialog("history");
              }}
            >
              {t(running ? "desk.reprocessing" : "desk.reprocess")}
            </Button>
          </PageHeader>
          <PlatformTabs
            platforms={platforms}
            stats={stats}
            value={platform}
            onChange={(next) => void navigate({ search: { platform: next, tab: search.tab } })}
          />
        </>
      )}
      <ResolutionScreen
        key={platform}
        platform={platform}
        search={search}
        onSearch={(next, options) => void navigate({ search: { platform, ...next, job }, replace: options?.replace })}
      />
      <LoadWhen wanted={dialog === "history"}>
        <HistoricalDialog
          opened={dialog === "history"}
          onClose={() => {
            setDialog(null);
            showJob(null);
          }}
          platforms={platforms}
          platform={platform}
          jobId={job ?? null}
          onJob={showJob}
        />
      </LoadWhen>
    </>
  );
}
