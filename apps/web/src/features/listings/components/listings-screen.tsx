import { Button } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { ColumnsMenu } from "../../../components/data-table/columns-menu.tsx";
import { DataTable } from "../../../components/data-table/data-table.tsx";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { FilterTabs } from "../../../components/filter-tabs.tsx";
import { LastRead } from "../../../components/last-check.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import toolbar from "../../../components/toolbar.module.css";
import { showNumber } from "../../../lib/format.ts";
import { wordsBy } from "../../../lib/language/words-by.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { type ListingFilter, listingFilters } from "../listing-filters.ts";
import { canSend, listingFilterWords } from "../listing-words.ts";
import { useListingCounts, useListings, useSendFigures } from "../queries/listing-queries.ts";
import { t } from "../texts.ts";
import { ListingCard } from "./listing-card.tsx";
import { listingColumns } from "./listing-columns.tsx";
import { PhantomNote } from "./phantom-note.tsx";
import { RehearsalNotes } from "./rehearsal-notes.tsx";

export interface ListingFilters {
  q?: string;
  filter?: ListingFilter;
}

interface ListingsScreenProps {
  filters: ListingFilters;
  onFilter: (filters: ListingFilters) => void;
  selectedId: string | null;
  onOpen: (id: string) => void;
  /** Shown when no listing was read yet. */
  firstSteps: ReactNode;
}

const allClear: Partial<Record<ListingFilter, string>> = wordsBy(t, {
  differs: "clear.differs",
  failed: "clear.failed",
  waiting: "clear.waiting",
  held: "clear.held",
  phantom: "clear.phantom",
  not_linked: "clear.notLinked",
});

/** Listings beside the stock behind them: what agrees, what differs, and what to do about it. */
export function ListingsScreen({ filters, onFilter, selectedId, onOpen, firstSteps }: ListingsScreenProps) {
  const filter = filters.filter ?? "all";
  const query = useListings({ filter, ...(filters.q ? { q: filters.q } : {}) });
  const { listings, first } = query;
  const counts = useListingCounts(filters).data;
  const columns = useMemo(listingColumns, []);
  const change = (part: ListingFilters) => onFilter({ ...filters, ...part });
  if (query.error && !first)
    return (
      <FailureNotice
        error={query.error}
        what={t("listings.theListingsCouldNotBe")}
        onRetry={() => void query.refetch()}
      />
    );
  return (
    <div className={toolbar.page}>
      <RehearsalNotes />
      <PhantomNote />
      <div className={toolbar.bar}>
        <FilterTabs
          label={t("listings.filterByState")}
          value={filter}
          onChange={(next) => change({ filter: next === "all" ? undefined : next })}
          options={listingFilters.map((value) => ({
            value,
            label: listingFilterWords[value],
            count: counts?.[value] ?? null,
          }))}
        />
      </div>
      <div className={toolbar.bar}>
        <SearchField
          label={t("listings.searchTitleSkuNumber")}
          value={filters.q ?? ""}
          onChange={(q) => change({ q: q || undefined })}
        />
        <span className={toolbar.grow} />
        <SendAll ids={filter === "all" ? [] : listings.filter(canSend).map(({ id }) => id)} />
        <ColumnsMenu table="listings" columns={columns} />
      </div>
      <DataTable
        name="listings"
        label={t("place.listings")}
        columns={columns}
        rows={listings}
        rowId={(listing) => listing.id}
        card={(listing) => <ListingCard listing={listing} />}
        loading={query.isPending}
        selectedId={selectedId}
        onOpen={(listing) => onOpen(listing.id)}
        onEndReached={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
        loadingMore={query.isFetchingNextPage}
        foot={counts && t("listings.shown", { shown: showNumber(listings.length), total: counts[filter] })}
        empty={
          <Empty filters={filters} none={counts?.all === 0} firstSteps={firstSteps} onClear={() => onFilter({})} />
        }
      />
    </div>
  );
}

interface EmptyProps {
  filters: ListingFilters;
  none: boolean;
  firstSteps: ReactNode;
  onClear: () => void;
}

function Empty({ filters, none, firstSteps, onClear }: EmptyProps) {
  const clear = filters.filter && allClear[filters.filter];
  if (none && !filters.q) return firstSteps;
  if (clear && !filters.q) return <EmptyState kind="clear" title={clear} text={<LastRead kind="listings" />} />;
  return (
    <EmptyState kind="no-match" title={t("listings.noListingFitsTheseFilters")}>
      <Button variant="default" onClick={onClear}>
        {t("listings.clearFilters")}
      </Button>
    </EmptyState>
  );
}

const mostAtOnce = 500;

/** Sends what the stock allows to all listings that are shown and differ. */
function SendAll({ ids }: { ids: readonly string[] }) {
  const send = useSendFigures();
  if (ids.length === 0) return null;
  const listingIds = ids.slice(0, mostAtOnce);
  return (
    <Button
      variant="default"
      loading={send.isPending}
      onClick={() =>
        send.mutate(
          { listingIds },
          {
            onSuccess: ({ sent }) => notifyDone({ message: t("listings.sent", { sent }) }),
            onError: (error) => notifyFailure(t("listings.notSent"), error),
          },
        )
      }
    >
      {t("listings.sendCount", { count: listingIds.length })}
    </Button>
  );
}
