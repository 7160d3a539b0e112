import type { InventoryStatus } from "@counterfoil/core/model";
import { Button } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { ColumnsMenu } from "../../../components/data-table/columns-menu.tsx";
import { DataTable } from "../../../components/data-table/data-table.tsx";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { FilterTabs } from "../../../components/filter-tabs.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import toolbar from "../../../components/toolbar.module.css";
import type { InventoryQuery } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { inventoryStatuses, inventoryStatusWords } from "../../../lib/inventory-words.ts";
import { useInventory } from "../queries/inventory-queries.ts";
import { t } from "../texts.ts";
import { inventoryColumns } from "./inventory-columns.tsx";
import { ItemCard } from "./item-card.tsx";

type SortField = NonNullable<InventoryQuery["sort"]>["field"];

export interface InventoryFilters {
  q?: string;
  status?: InventoryStatus;
  location?: string;
  sort?: SortField;
  direction?: "asc" | "desc";
}

interface InventoryScreenProps {
  filters: InventoryFilters;
  onFilter: (filters: InventoryFilters) => void;
  selectedId: string | null;
  onOpen: (id: string) => void;
  /** Shown when there is no stock at all. */
  firstSteps: ReactNode;
}

function queryOf({ status, sort, direction, ...filters }: InventoryFilters): Omit<InventoryQuery, "cursor" | "limit"> {
  return {
    ...filters,
    ...(status ? { status: [status] } : {}),
    ...(sort ? { sort: { field: sort, direction: direction ?? "asc" } } : {}),
  };
}

/** The stock: statuses with counts, search, table. */
export function InventoryScreen({ filters, onFilter, selectedId, onOpen, firstSteps }: InventoryScreenProps) {
  const query = useInventory(queryOf(filters));
  const { items, first } = query;
  const counts = first?.countsByStatus;
  const pictured = items.some((item) => item.imageUrl !== null);
  const columns = useMemo(() => inventoryColumns(pictured), [pictured]);
  const all = counts ? inventoryStatuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0) : null;
  const filtered = Boolean(filters.q || filters.status || filters.location);
  const change = (part: InventoryFilters) => onFilter({ ...filters, ...part });
  const clear = () => change({ q: undefined, status: undefined, location: undefined });

  if (query.error && !first) {
    return (
      <FailureNotice
        error={query.error}
        what={t("inventory.theStockCouldNotBe")}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <div className={toolbar.page}>
      <div className={toolbar.bar}>
        <FilterTabs
          label={t("inventory.filterByStatus")}
          value={filters.status ?? "all"}
          onChange={(status) => change({ status: status === "all" ? undefined : status })}
          options={[
            { value: "all" as const, label: t("inventory.all"), count: all },
            ...inventoryStatuses.map((status) => ({
              value: status,
              label: inventoryStatusWords[status].label,
              count: counts ? (counts[status] ?? 0) : null,
            })),
          ]}
        />
      </div>
      <div className={toolbar.bar}>
        <SearchField
          label={t("inventory.searchTitleSkuNumber")}
          value={filters.q ?? ""}
          onChange={(q) => change({ q: q || undefined })}
        />
        <SearchField
          label={t("inventory.location")}
          width={150}
          shortcut={false}
          value={filters.location ?? ""}
          onChange={(location) => change({ location: location || undefined })}
        />
        {filtered && (
          <Button variant="subtle" color="gray" onClick={clear}>
            {t("inventory.clearFilters")}
          </Button>
        )}
        <span className={toolbar.grow} />
        <ColumnsMenu table="inventory" columns={columns} />
      </div>
      <DataTable
        name="inventory"
        label={t("place.inventory")}
        columns={columns}
        rows={items}
        rowId={(item) => item.id}
        card={(item) => <ItemCard item={item} />}
        loading={query.isPending}
        selectedId={selectedId}
        onOpen={(item) => onOpen(item.id)}
        sort={filters.sort ? { id: filters.sort, direction: filters.direction ?? "asc" } : null}
        onSort={(sort) => {
          const field = columns.find((column) => column.sortable && column.id === sort.id);
          if (field) change({ sort: sort.id as SortField, direction: sort.direction });
        }}
        onEndReached={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
        loadingMore={query.isFetchingNextPage}
        foot={first && t("inventory.shown", { shown: showNumber(items.length), total: first.total })}
        empty={
          filtered ? (
            <EmptyState kind="no-match" title={t("inventory.nothingInStockFitsThese")}>
              <Button variant="default" onClick={clear}>
                {t("inventory.clearFilters")}
              </Button>
            </EmptyState>
          ) : (
            firstSteps
          )
        }
      />
    </div>
  );
}
