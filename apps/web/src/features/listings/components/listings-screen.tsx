import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { ColumnsMenu } from "../../../components/data-table/columns-menu.tsx";
import { DataTable } from "../../../components/data-table/data-table.tsx";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { FilterTabs } from "../../../components/filter-tabs.tsx";
import { LastRead } from "../../../components/last-check.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import toolbar from "../../../components/toolbar.module.css";
import { countOf, showNumber } from "../../../lib/format.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { canSend, type ListingFilter, listingFilters, listingFilterWords } from "../listing-words.ts";
import { useListings, useSendFigures } from "../queries/listing-queries.ts";
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

const allClear: Partial<Record<ListingFilter, string>> = {
  differs: "Every number agrees with your stock",
  failed: "No number was refused",
  waiting: "Nothing is on its way",
  held: "Nothing waits for your yes",
  phantom: "Every listing has stock behind it",
  not_linked: "Every listing is linked",
};

/** Listings beside the stock behind them: what agrees, what differs, and what to do about it. */
export function ListingsScreen({ filters, onFilter, selectedId, onOpen, firstSteps }: ListingsScreenProps) {
  const filter = filters.filter ?? "all";
  const query = useListings({ filter, ...(filters.q ? { q: filters.q } : {}) });
  const { listings, first } = query;
  const counts = first?.counts;
  const change = (part: ListingFilters) => onFilter({ ...filters, ...part });
  if (query.error && !first)
    return (
      <FailureNotice
        error={query.error}
        what="The listings could not be loaded."
        onRetry={() => void query.refetch()}
      />
    );
  return (
    <div className={toolbar.page}>
      <RehearsalNotes />
      <PhantomNote />
      <div className={toolbar.bar}>
        <FilterTabs
          label="Filter by state"
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
          label="Search title, SKU, number"
          value={filters.q ?? ""}
          onChange={(q) => change({ q: q || undefined })}
        />
        <span className={toolbar.grow} />
        <SendAll ids={filter === "all" ? [] : listings.filter(canSend).map(({ id }) => id)} />
        <ColumnsMenu table="listings" columns={listingColumns} />
      </div>
      <DataTable
        name="listings"
        label="Listings"
        columns={listingColumns}
        rows={listings}
        rowId={(listing) => listing.id}
        card={(listing) => <ListingCard listing={listing} />}
        loading={query.isPending}
        selectedId={selectedId}
        onOpen={(listing) => onOpen(listing.id)}
        onEndReached={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
        loadingMore={query.isFetchingNextPage}
        foot={counts && `${showNumber(listings.length)} of ${countOf(counts[filter], "listing")}`}
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
    <EmptyState kind="no-match" title="No listing fits these filters">
      <Button variant="default" onClick={onClear}>
        Clear filters
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
            onSuccess: ({ sent }) => notifyDone({ message: `${countOf(sent, "number")} on the way.` }),
            onError: (error) => notifyFailure("The numbers were not sent", error),
          },
        )
      }
    >
      Send {countOf(listingIds.length, "number")}
    </Button>
  );
}
