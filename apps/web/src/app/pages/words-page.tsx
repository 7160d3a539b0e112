import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ApplyButton } from "../../features/products/components/apply-button.tsx";
import { WordsScreen } from "../../features/products/components/words-screen.tsx";
import { t } from "../../features/products/texts.ts";
import { ReadNowButton } from "../../features/sync/components/read-now-button.tsx";
import { useSyncStatus } from "../../features/sync/queries/sync-queries.ts";
import { useManages } from "../../lib/session.ts";
import { ListingsNav } from "../shell/listings-nav.tsx";

const route = getRouteApi("/shell/listings/words");

export function WordsPage() {
  const filters = route.useSearch();
  const navigate = useNavigate({ from: "/listings/words" });
  const connected = (useSyncStatus().data ?? []).some(({ kind }) => kind === "listings");
  const manages = useManages();
  return (
    <>
      <PageHeader title={t("place.words")}>{manages && <ApplyButton />}</PageHeader>
      <ListingsNav />
      <WordsScreen
        filters={filters}
        onFilter={(next) => void navigate({ search: next, replace: true })}
        firstSteps={
          <EmptyState kind="nothing-yet" title={t("words.noneYet")} text={t("words.noneYetText")}>
            {connected ? (
              <ReadNowButton kind="listings" />
            ) : (
              <LinkButton to="/settings/integrations">{t("products.connect")}</LinkButton>
            )}
          </EmptyState>
        }
      />
    </>
  );
}
