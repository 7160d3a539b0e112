import type { Money } from "@counterfoil/core/money";
import { Select } from "@mantine/core";
import { useState } from "react";
import { MoneyText } from "../../../components/money-text.tsx";
import { PlatformMark, platformName } from "../../../components/platform-mark.tsx";
import type { AnalyticsQuery, PlatformSales, SalesSteps } from "../../../lib/api-types.ts";
import { showAbout, showMoney, showNumber } from "../../../lib/format.ts";
import { midSentence } from "../../../lib/language/language.ts";
import { channelColor } from "../channel-colors.ts";
import { stepName, stepsOf } from "../period.ts";
import { useSales, useSalesSteps } from "../queries/analytics-queries.ts";
import { t } from "../texts.ts";
import { FigureText } from "./figure-text.tsx";
import { Lines, StackedBars } from "./lazy-charts.tsx";
import { type PlainColumn, PlainTable } from "./plain-table.tsx";
import { ReportPanel } from "./report-panel.tsx";

const figure = (
  key: "revenue" | "refunds" | "fees" | "cost" | "profit",
  title: string,
): PlainColumn<PlatformSales> => ({
  ...{ title, number: true },
  cell: (row) => <FigureText figure={row[key]} orders={row.orders} what={midSentence(title)} />,
});

const salesColumns = (): readonly PlainColumn<PlatformSales>[] => [
  { title: t("analytics.channel"), cell: ({ platform }) => <PlatformMark platform={platform} withName /> },
  { title: t("analytics.currency"), cell: ({ currency }) => currency },
  { title: t("place.orders"), number: true, cell: ({ orders }) => showNumber(orders) },
  { title: t("analytics.units"), number: true, cell: ({ units }) => showNumber(units) },
  figure("revenue", t("analytics.revenue")),
  { title: t("analytics.tax"), number: true, cell: ({ tax }) => <MoneyText money={tax} /> },
  figure("refunds", t("analytics.refunds")),
  figure("fees", t("analytics.fees")),
  figure("cost", t("analytics.cost")),
  figure("profit", t("analytics.profit")),
  {
    title: t("stock.returned"),
    number: true,
    cell: ({ ordersReturned, unitsReturned }) => (
      <span title={t("count.units", { count: unitsReturned })}>{showNumber(ordersReturned)}</span>
    ),
  },
];

/** What came in and what was left of it, by channel and currency. */
export function SalesTable({ asked }: { asked: AnalyticsQuery }) {
  const query = useSales(asked);
  const rows = query.data?.sales ?? [];
  return (
    <ReportPanel
      {...{ title: t("analytics.salesByChannel"), report: "sales", asked, query, empty: rows.length === 0 }}
      note={t("figures.salesNote")}
      table={
        <PlainTable
          label={t("analytics.salesByChannel")}
          columns={salesColumns()}
          rows={rows}
          rowKey={({ platform, currency }) => platform + currency}
        />
      }
    />
  );
}

type StepRow = SalesSteps["steps"][number];

const stepColumns = (): readonly PlainColumn<StepRow>[] => [
  { title: t("analytics.from"), cell: ({ step }) => <span className="numeric">{step}</span> },
  { title: t("analytics.channel"), cell: ({ platform }) => platformName(platform) },
  { title: t("place.orders"), number: true, cell: ({ orders }) => showNumber(orders) },
  { title: t("analytics.units"), number: true, cell: ({ units }) => showNumber(units) },
  { title: t("analytics.revenue"), number: true, cell: ({ revenue }) => <MoneyText money={revenue} /> },
  {
    title: t("analytics.profit"),
    number: true,
    cell: ({ profit, orders }) => <FigureText figure={profit} orders={orders} what={t("figures.profitUnknown")} />,
  },
];

function StepTable({ label, rows }: { label: string; rows: readonly StepRow[] }) {
  return (
    <PlainTable
      label={label}
      columns={stepColumns()}
      rows={rows}
      rowKey={({ step, platform, currency }) => `${step} ${platform} ${currency}`}
    />
  );
}

/** Orders over time, each channel in its colour. */
export function OrdersChart({ asked, platforms }: { asked: AnalyticsQuery; platforms: readonly string[] }) {
  const query = useSalesSteps(asked);
  const { data } = query;
  const rows = data?.steps ?? [];
  const shown = platforms.filter((platform) => rows.some((row) => row.platform === platform));
  const title = data ? t("report.ordersPer", { step: data.step }) : t("place.orders");
  return (
    <ReportPanel
      {...{ title, report: "sales-steps", asked, query, empty: rows.length === 0 }}
      chart={
        data && (
          <StackedBars
            label={t("report.byChannel", { title })}
            data={stepsOf(data.period, data.step).map((step) => ({
              step: stepName(step, data.step),
              ...Object.fromEntries(
                shown.map((platform) => [
                  platform,
                  ordersIn(rows.filter((row) => row.step === step && row.platform === platform)),
                ]),
              ),
            }))}
            series={shown.map((name) => ({ name, label: platformName(name), color: channelColor(name, platforms) }))}
            showValue={showNumber}
          />
        )
      }
      table={<StepTable label={title} rows={rows} />}
    />
  );
}

function ordersIn(rows: readonly StepRow[]): number {
  return rows.reduce((sum, { orders }) => sum + orders, 0);
}

/** Revenue and known profit over time, one currency at a time: they are never added. */
export function ProfitChart({ asked, currency }: { asked: AnalyticsQuery; currency: string }) {
  const query = useSalesSteps(asked);
  const { data } = query;
  const all = data?.steps ?? [];
  const currencies = [...new Set(all.map((row) => row.currency))].sort();
  const [chosen, choose] = useState<string | null>(null);
  const own = [chosen, currency, currencies[0]].find((code) => code && currencies.includes(code)) ?? currency;
  const rows = all.filter((row) => row.currency === own);
  const unknown = rows.reduce((sum, { profit }) => sum + profit.unknownOrders, 0);
  const asMoney = (minor: number): Money => ({ minor, currency: own });
  return (
    <ReportPanel
      {...{ title: t("analytics.revenueAndProfit"), report: "sales-steps", asked, query, empty: rows.length === 0 }}
      note={unknown > 0 && t("figures.profitNote", { unknown: showNumber(unknown), rows: showNumber(ordersIn(rows)) })}
      chart={
        data && (
          <Lines
            label={t("figures.revenueIn", { own })}
            data={stepsOf(data.period, data.step).map((step) => {
              const ofStep = rows.filter((row) => row.step === step);
              return {
                step: stepName(step, data.step),
                revenue: ofStep.reduce((sum, { revenue }) => sum + revenue.minor, 0),
                profit: ofStep.reduce((sum, { profit }) => sum + profit.known.minor, 0),
              };
            })}
            series={[
              { name: "revenue", label: t("analytics.revenue"), color: "var(--cf-chart-2)" },
              { name: "profit", label: t("analytics.knownProfit"), color: "var(--cf-chart-1)" },
            ]}
            showValue={(minor) => showMoney(asMoney(minor))}
            showTick={(minor) => showAbout(asMoney(minor))}
          />
        )
      }
      table={<StepTable label={t("analytics.revenueAndProfit")} rows={rows} />}
    >
      {currencies.length > 1 && (
        <Select size="xs" w={84} aria-label={t("analytics.currency")} data={currencies} value={own} onChange={choose} />
      )}
    </ReportPanel>
  );
}
