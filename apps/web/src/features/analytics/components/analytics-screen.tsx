import { Button, Select, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { t as words } from "../../../components/empty-texts.ts";
import { FilterTabs } from "../../../components/filter-tabs.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import toolbar from "../../../components/toolbar.module.css";
import type { AnalyticsQuery } from "../../../lib/api-types.ts";
import { useCurrency, useTimeZone } from "../../../lib/session.ts";
import { type Days, dayName, daysOf, spanName, todayIn } from "../period.ts";
import { useSales } from "../queries/analytics-queries.ts";
import { type AnalyticsFilters, spans } from "../spans.ts";
import { t } from "../texts.ts";
import classes from "./analytics.module.css";
import { DispatchChart, DispatchTable, LateRisk, StatusPanel } from "./dispatch-panels.tsx";
import { OrdersChart, ProfitChart, SalesTable } from "./sales-panels.tsx";
import { LowStockPanel, StockAgePanel } from "./stock-panels.tsx";

interface AnalyticsScreenProps {
  filters: AnalyticsFilters;
  onFilter: (filters: AnalyticsFilters) => void;
  /** The channels that there are. */
  platforms: readonly string[];
  /** Shown while no shop is connected. */
  firstSteps: ReactNode;
}

/** What was sold, what was left of it, how quickly it left, and what lies on the shelf. */
export function AnalyticsScreen({ filters, onFilter, platforms, firstSteps }: AnalyticsScreenProps) {
  const currency = useCurrency();
  const days = daysOf(filters, todayIn(useTimeZone()));
  const asked: AnalyticsQuery = { ...days, ...(filters.platform ? { platform: filters.platform } : {}) };
  const sold = useSales(asked).data?.sales.map(({ platform }) => platform) ?? [];
  const known = [...new Set([...platforms, ...sold])].sort();
  if (known.length === 0) return firstSteps;
  return (
    <>
      <PeriodBar filters={filters} days={days} platforms={known} onFilter={onFilter} />
      <LateRisk platform={filters.platform} />
      <div className={classes.grid}>
        <OrdersChart asked={asked} platforms={known} />
        <ProfitChart asked={asked} currency={currency} />
        <div className={classes.wide}>
          <SalesTable asked={asked} />
        </div>
        <DispatchChart asked={asked} />
        <StatusPanel asked={asked} />
        <div className={classes.wide}>
          <DispatchTable asked={asked} />
        </div>
        <StockAgePanel />
        <LowStockPanel asked={asked} />
      </div>
    </>
  );
}

interface PeriodBarProps {
  filters: AnalyticsFilters;
  days: Days;
  platforms: readonly string[];
  onFilter: (filters: AnalyticsFilters) => void;
}

function PeriodBar({ filters, days, platforms, onFilter }: PeriodBarProps) {
  const { platform } = filters;
  const own = filters.from !== undefined && filters.to !== undefined;
  const setDays = (part: Partial<Days>) => {
    const next = { ...days, ...part };
    if (next.from !== "" && next.to !== "" && next.from <= next.to) onFilter({ platform, ...next });
  };
  return (
    <div className={toolbar.bar}>
      <FilterTabs
        label={t("analytics.period")}
        value={own ? "own" : (filters.span ?? "30d")}
        onChange={(span) => span !== "own" && onFilter({ platform, span })}
        options={[
          ...spans.map((span) => ({ value: span, label: spanName(span), count: null })),
          ...(own
            ? [{ value: "own" as const, label: `${dayName(days.from)} – ${dayName(days.to)}`, count: null }]
            : []),
        ]}
      />
      <div className={classes.days}>
        <TextInput
          type="date"
          aria-label={t("analytics.firstDay")}
          value={days.from}
          max={days.to}
          onChange={(event) => setDays({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          aria-label={t("analytics.lastDay")}
          value={days.to}
          min={days.from}
          onChange={(event) => setDays({ to: event.currentTarget.value })}
        />
      </div>
      <Select
        aria-label={t("analytics.channel")}
        w={160}
        value={platform ?? ""}
        onChange={(next) => onFilter({ ...filters, platform: next || undefined })}
        data={[
          { value: "", label: t("analytics.allChannels") },
          ...platforms.map((value) => ({ value, label: platformName(value) })),
        ]}
      />
      {Object.values(filters).some((value) => value !== undefined) && (
        <Button variant="subtle" color="gray" onClick={() => onFilter({})}>
          {words("empty.clearFilters")}
        </Button>
      )}
    </div>
  );
}
