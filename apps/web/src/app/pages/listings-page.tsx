import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { t as emptyText } from "../../components/empty-texts.ts";
import { LinkButton } from "../../components/link-button.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ListingDrawer } from "../../features/listings/components/listing-drawer.tsx";
import { ListingsScreen } from "../../features/listings/components/listings-screen.tsx";
import { StockSettingsButton } from "../../features/listings/components/stock-settings.tsx";
import { t } from "../../features/listings/texts.ts";
import { ReadNowButton } from "../../features/sync/components/read-now-button.tsx";
import { useSyncStatus } from "../../features/sync/queries/sync-queries.ts";
import { ListingsNav } from "../shell/listings-nav.tsx";

const route = getRouteApi("/shell/listings");

export function ListingsPage() {
  const { listing, ...filters } = route.useSearch();
  const navigate = useNavigate({ from: "/listings" });
  const connected = (useSyncStatus().data ?? []).some(({ kind }) => kind === "listings");
  const open = (id: string | undefined) => void navigate({ search: { ...filters, listing: id } });
  return (
    <>
      <PageHeader title={t("place.listings")}>
        <StockSettingsButton />
      </PageHeader>
      <ListingsNav />
      <ListingsScreen
        filters={filters}
        onFilter={(next) => void navigate({ search: { ...next, listing }, replace: true })}
        selectedId={listing ?? null}
        onOpen={open}
        firstSteps={
          connected ? (
            <EmptyState
              kind="nothing-yet"
              title={t("listings.noListingsYet")}
              text={emptyText("empty.listingsConnectedText")}
            >
              <ReadNowButton kind="listings" />
            </EmptyState>
          ) : (
            <EmptyState kind="nothing-yet" title={t("listings.noListingsYet")} text={t("listings.emptyText")}>
              <LinkButton to="/settings/integrations">{t("listings.connectAShop")}</LinkButton>
            </EmptyState>
          )
        }
      />
      <ListingDrawer listingId={listing ?? null} onClose={() => open(undefined)} />
    </>
  );
}
