import { Button } from "@mantine/core";
import { IconDownload, IconRefresh } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PayoutDrawer } from "../../features/payouts/components/payout-drawer.tsx";
import { PayoutsScreen } from "../../features/payouts/components/payouts-screen.tsx";
import { ReadNowButton } from "../../features/payouts/components/read-now-button.tsx";
import { t } from "../../features/payouts/texts.ts";

const route = getRouteApi("/shell/payouts");

function Download({ what, file }: { what: string; file: string }) {
  return (
    <Button
      component="a"
      href={`/api/export/${file}.csv`}
      download
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden="true" />}
    >
      {what}
    </Button>
  );
}

export function PayoutsPage() {
  const { show, payout } = route.useSearch();
  const navigate = useNavigate({ from: "/payouts" });
  const open = (id: string | undefined) => void navigate({ search: { show, payout: id } });
  return (
    <>
      <PageHeader title={t("place.payouts")}>
        <Download what={t("place.payouts")} file="payouts" />
        <Download what={t("payouts.profit")} file="profit" />
        <ReadNowButton icon={<IconRefresh size={16} aria-hidden="true" />} />
      </PageHeader>
      <PayoutsScreen
        show={show ?? "all"}
        onShow={(next) => void navigate({ search: { show: next === "all" ? undefined : next, payout }, replace: true })}
        selectedId={payout ?? null}
        onOpen={open}
        firstSteps={
          <EmptyState kind="nothing-yet" title={t("payouts.noPayoutsYet")} text={t("payouts.connectText")}>
            <LinkButton to="/settings/integrations">{t("payouts.connectYourBank")}</LinkButton>
          </EmptyState>
        }
      />
      <PayoutDrawer payoutId={payout ?? null} onClose={() => open(undefined)} />
    </>
  );
}
