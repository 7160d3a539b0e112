import { Button, Checkbox, Select, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { ColumnsMenu } from "../../../components/data-table/columns-menu.tsx";
import { DataTable } from "../../../components/data-table/data-table.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { FilterTabs } from "../../../components/filter-tabs.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import toolbar from "../../../components/toolbar.module.css";
import { showNumber } from "../../../lib/format.ts";
import { handOrders } from "../../../lib/handed-orders.ts";
import { saleWordLabels, saleWords } from "../../../lib/sale-words.ts";
import { type Chosen, useChosenOrders } from "../chosen-orders.ts";
import { type OrderFilters, orderQueryOf } from "../orders-query.ts";
import { useSendable } from "../queries/bulk-queries.ts";
import { useOrders } from "../queries/order-queries.ts";
import { t } from "../texts.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { OrderCard } from "./order-card.tsx";
import { orderColumns } from "./order-columns.tsx";
import { OrdersEmpty } from "./orders-empty.tsx";
import { SavedViews } from "./saved-views.tsx";

interface OrdersScreenProps {
  filters: OrderFilters;
  onFilter: (filters: OrderFilters) => void;
  platforms: readonly string[];
  /** Shown when there is no order at all. */
  firstSteps: ReactNode;
  /** What can be done to chosen orders besides sending them. */
  bulkActs: (chosen: Chosen) => ReactNode;
}

function shownOf(shown: number, { orders, isAtLeast }: { orders: number; isAtLeast: boolean }): string {
  return isAtLeast
    ? t("orders.shownOfMore", { shown: showNumber(shown), total: showNumber(orders) })
    : t("orders.shown", { shown: showNumber(shown), total: orders });
}

/** All sales: words with counts, filters, table. */
export function OrdersScreen({ filters, onFilter, platforms, firstSteps, bulkActs }: OrdersScreenProps) {
  const navigate = useNavigate();
  const query = useOrders(filters);
  const { orders, counts } = query;
  const pictured = orders.some((order) => order.imageUrl !== null);
  const { chosen, toggle, choose, clear } = useChosenOrders();
  const columns = useMemo(() => orderColumns({ pictured, chosen, toggle }), [pictured, chosen, toggle]);
  const readSendable = useSendable();
  const chooseAll = async () => choose(await readSendable(orderQueryOf(filters)));
  const all = counts ? saleWords.reduce((sum, word) => sum + counts[word], 0) : null;
  const filtered = Object.values(filters).some((value) => value !== undefined);
  const change = (part: OrderFilters) => onFilter({ ...filters, ...part });

  if (query.error) {
    return <FailureNotice error={query.error} what={t("orders.theOrdersCouldNotBe")} onRetry={query.retry} />;
  }
  return (
    <div className={toolbar.page}>
      <div className={toolbar.bar}>
        <FilterTabs
          label={t("orders.filterByState")}
          value={filters.word ?? "all"}
          onChange={(word) => change({ word: word === "all" ? undefined : word })}
          options={[
            { value: "all" as const, label: t("orders.all"), count: all },
            ...saleWords.map((word) => ({
              value: word,
              label: saleWordLabels[word].label,
              count: counts?.[word] ?? null,
            })),
          ]}
        />
        <span className={toolbar.grow} />
        <Button variant="default" onClick={() => void chooseAll()}>
          {t("orders.chooseAllToSend")}
        </Button>
        <ColumnsMenu table="orders" columns={columns} />
      </div>
      <div className={toolbar.bar}>
        <SearchField
          label={t("orders.search")}
          value={filters.q ?? ""}
          onChange={(q) => change({ q: q || undefined })}
        />
        <Select
          aria-label={t("orders.channel")}
          w={140}
          clearable
          placeholder={t("orders.allChannels")}
          data={platforms.map((value) => ({ value, label: platformName(value) }))}
          value={filters.platform ?? null}
          onChange={(platform) => change({ platform: platform ?? undefined })}
        />
        <Select
          aria-label={t("orders.linkedOrNot")}
          w={130}
          clearable
          placeholder={t("orders.linkedOrNot")}
          data={[
            { value: "needs_link", label: t("line.notLinked") },
            { value: "partial", label: t("line.partlyLinked") },
            { value: "linked", label: t("line.linked") },
          ]}
          value={filters.linked ?? null}
          onChange={(value) =>
            change({ linked: value === "needs_link" || value === "partial" || value === "linked" ? value : undefined })
          }
        />
        <TextInput
          aria-label={t("orders.country")}
          w={84}
          placeholder={t("orders.country")}
          maxLength={2}
          value={filters.country ?? ""}
          onChange={(event) => change({ country: event.currentTarget.value.toUpperCase() || undefined })}
        />
        <Checkbox
          label={t("orders.late")}
          checked={filters.late ?? false}
          onChange={(event) => change({ late: event.currentTarget.checked || undefined })}
        />
        <DayField
          label={t("orders.placedFrom")}
          word={t("orders.from")}
          value={filters.from}
          onChange={(from) => change({ from })}
        />
        <DayField
          label={t("orders.placedUntil")}
          word={t("orders.until")}
          value={filters.to}
          onChange={(to) => change({ to })}
        />
        {filtered && (
          <Button variant="subtle" color="gray" onClick={() => onFilter({})}>
            {t("orders.clearFilters")}
          </Button>
        )}
      </div>
      <SavedViews filters={filters} onFilter={onFilter} />
      <DataTable
        name="orders"
        label={t("place.orders")}
        columns={columns}
        rows={orders}
        rowId={(order) => order.id}
        card={(order) => <OrderCard order={order} chosen={chosen} toggle={toggle} />}
        loading={query.isPending}
        onOpen={(order) => void navigate({ to: "/orders/$orderId", params: { orderId: order.id } })}
        onEndReached={query.fetchMore}
        loadingMore={query.isFetchingMore}
        foot={query.total && shownOf(orders.length, query.total)}
        empty={
          <OrdersEmpty filters={filters} some={(all ?? 0) > 0} onClear={() => onFilter({})} firstSteps={firstSteps} />
        }
      />
      {chosen.size > 0 && (
        <BulkBar
          chosen={chosen}
          onClear={clear}
          onSend={() => {
            handOrders([...chosen.values()]);
            void navigate({ to: "/orders/send" });
          }}
        >
          {bulkActs(chosen)}
        </BulkBar>
      )}
    </div>
  );
}

interface DayFieldProps {
  label: string;
  /** The visible part of the label. */
  word: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function DayField({ label, word, value, onChange }: DayFieldProps) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      title={label}
      w={178}
      leftSection={word}
      leftSectionWidth={50}
      leftSectionProps={{ style: { color: "var(--mantine-color-dimmed)", fontSize: "var(--mantine-font-size-xs)" } }}
      visibleFrom="sm"
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
