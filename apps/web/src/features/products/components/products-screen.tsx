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
import { type ProductFilter, productFilters, productFilterWords } from "../product-words.ts";
import { useProducts } from "../queries/product-queries.ts";
import { t } from "../texts.ts";
import { ProductCard, productColumns } from "./product-columns.tsx";
import { UnplacedNote } from "./unplaced-note.tsx";

export interface ProductFilters {
  q?: string;
  about?: ProductFilter;
}

interface ProductsScreenProps {
  filters: ProductFilters;
  onFilter: (filters: ProductFilters) => void;
  selectedId: string | null;
  onOpen: (id: string) => void;
  /** Shown when no listing was read yet. */
  firstSteps: ReactNode;
}

/** What is sold, made of the listings of all platforms. */
export function ProductsScreen({ filters, onFilter, selectedId, onOpen, firstSteps }: ProductsScreenProps) {
  const filter = filters.about ?? "all";
  const query = useProducts({ filter, ...(filters.q ? { q: filters.q } : {}) });
  const { products, first } = query;
  const counts = first?.counts;
  const columns = useMemo(productColumns, []);
  const change = (part: ProductFilters) => onFilter({ ...filters, ...part });
  if (query.error && !first)
    return <FailureNotice error={query.error} what={t("products.notRead")} onRetry={() => void query.refetch()} />;
  return (
    <div className={toolbar.page}>
      {counts && counts.unplaced > 0 && <UnplacedNote count={counts.unplaced} />}
      <div className={toolbar.bar}>
        <FilterTabs
          label={t("products.filter")}
          value={filter}
          onChange={(next) => change({ about: next === "all" ? undefined : next })}
          options={productFilters.map((value) => ({
            value,
            label: productFilterWords[value],
            count: counts?.[value] ?? null,
          }))}
        />
      </div>
      <div className={toolbar.bar}>
        <SearchField
          label={t("products.search")}
          value={filters.q ?? ""}
          onChange={(q) => change({ q: q || undefined })}
        />
        <span className={toolbar.grow} />
        <ColumnsMenu table="products" columns={columns} />
      </div>
      <DataTable
        name="products"
        label={t("place.products")}
        columns={columns}
        rows={products}
        rowId={(product) => product.id}
        card={(product) => <ProductCard product={product} />}
        loading={query.isPending}
        selectedId={selectedId}
        onOpen={(product) => onOpen(product.id)}
        onEndReached={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
        loadingMore={query.isFetchingNextPage}
        foot={counts && t("products.shown", { shown: showNumber(products.length), total: counts[filter] })}
        empty={
          <Empty filters={filters} none={counts?.all === 0} firstSteps={firstSteps} onClear={() => onFilter({})} />
        }
      />
    </div>
  );
}

interface EmptyProps {
  filters: ProductFilters;
  none: boolean;
  firstSteps: ReactNode;
  onClear: () => void;
}

function Empty({ filters, none, firstSteps, onClear }: EmptyProps) {
  if (none && !filters.q) return firstSteps;
  if (filters.about === "no_category" && !filters.q)
    return <EmptyState kind="clear" title={t("products.allHaveCategories")} text={<LastRead kind="listings" />} />;
  return (
    <EmptyState kind="no-match" title={t("products.noneFits")}>
      <Button variant="default" onClick={onClear}>
        {t("products.clearFilters")}
      </Button>
    </EmptyState>
  );
}
