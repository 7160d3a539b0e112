import type { Money } from "@counterfoil/core/money";
import { Select } from "@mantine/core";
import { useState } from "react";
import { MoneyText } from "../../../components/money-text.tsx";
import { PlatformMark, platformName } from "../../../components/platform-mark.tsx";
import type { AnalyticsQuery, PlatformSales, SalesSteps } from "../../../lib/api-types.ts";
import { countOf, showAbout, showMoney, showNumber } from "../../../lib/format.ts";
import { channelColor } from "../channel-colors.ts";
import { stepName, stepsOf } from "../period.ts";
import { useSales, useSalesSteps } from "../queries/analytics-queries.ts";
import { FigureText } from "./figure-text.tsx";
import { Lines, StackedBars } from "./lazy-charts.tsx";
import { type PlainColumn, PlainTable } from "./plain-table.tsx";
import { ReportPanel } from "./report-panel.tsx";

const figure = (
  key: "revenue" | "refunds" | "fees" | "cost" | "profit",
  title: string,
): PlainColumn<PlatformSales> => ({
  ...{ title, number: true },
  cell: (row) => <FigureText figure={row[key]} orders={row.orders} what={title.toLowerCase()} />,
});

const salesColumns: readonly PlainColumn<PlatformSales>[] = [
  { title: "Channel", cell: ({ platform }) => <PlatformMark platform={platform} withName /> },
  { title: "Currency", cell: ({ currency }) => currency },
  { title: "Orders", number: true, cell: ({ orders }) => showNumber(orders) },
  { title: "Units", number: true, cell: ({ units }) => showNumber(units) },
  figure("revenue", "Revenue"),
  { title: "Tax", number: true, cell: ({ tax }) => <MoneyText money={tax} /> },
  figure("refunds", "Refunds"),
  figure("fees", "Fees"),
  figure("cost", "Cost"),
  figure("profit", "Profit"),
  {
    ...{ title: "Returned", number: true },
    cell: ({ ordersReturned, unitsReturned }) => (
      <span title={countOf(unitsReturned, "unit")}>{showNumber(ordersReturned)}</span>
    ),
  },
];

/** What came in and what was left of it, by channel and currency. */
export function SalesTable({ asked }: { asked: AnalyticsQuery }) {
  const query = useSales(asked);
  const rows = query.data?.sales ?? [];
  return (
    <ReportPanel
      {...{ title: "Sales by channel", report: "sales", asked, query, empty: rows.length === 0 }}
      note="Orders that were paid and not cancelled. “+3?” marks orders whose amount is not known: they are in no sum."
      table={
        <PlainTable
          label="Sales by channel"
          columns={salesColumns}
          rows={rows}
          rowKey={({ platform, currency }) => platform + currency}
        />
      }
    />
  );
}

type StepRow = SalesSteps["steps"][number];

const stepColumns: readonly PlainColumn<StepRow>[] = [
  { title: "From", cell: ({ step }) => <span className="numeric">{step}</span> },
  { title: "Channel", cell: ({ platform }) => platformName(platform) },
  { title: "Orders", number: true, cell: ({ orders }) => showNumber(orders) },
  { title: "Units", number: true, cell: ({ units }) => showNumber(units) },
  { title: "Revenue", number: true, cell: ({ revenue }) => <MoneyText money={revenue} /> },
  {
    ...{ title: "Profit", number: true },
    cell: ({ profit, orders }) => <FigureText figure={profit} orders={orders} what="profit" />,
  },
];

function StepTable({ label, rows }: { label: string; rows: readonly StepRow[] }) {
  return (
    <PlainTable
      label={label}
      columns={stepColumns}
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
  const title = data ? `Orders per ${data.step}` : "Orders";
  return (
    <ReportPanel
      {...{ title, report: "sales-steps", asked, query, empty: rows.length === 0 }}
      chart={
        data && (
          <StackedBars
            label={`${title}, by channel`}
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
      {...{ title: "Revenue and profit", report: "sales-steps", asked, query, empty: rows.length === 0 }}
      note={
        unknown > 0 &&
        `Profit leaves out ${showNumber(unknown)} of ${showNumber(ordersIn(rows))} orders: a fee, cost or refund of theirs is not known.`
      }
      chart={
        data && (
          <Lines
            label={`Revenue and profit in ${own}`}
            data={stepsOf(data.period, data.step).map((step) => {
              const ofStep = rows.filter((row) => row.step === step);
              return {
                step: stepName(step, data.step),
                revenue: ofStep.reduce((sum, { revenue }) => sum + revenue.minor, 0),
                profit: ofStep.reduce((sum, { profit }) => sum + profit.known.minor, 0),
              };
            })}
            series={[
              { name: "revenue", label: "Revenue", color: "var(--cf-chart-2)" },
              { name: "profit", label: "Known profit", color: "var(--cf-chart-1)" },
            ]}
            showValue={(minor) => showMoney(asMoney(minor))}
            showTick={(minor) => showAbout(asMoney(minor))}
          />
        )
      }
      table={<StepTable label="Revenue and profit" rows={rows} />}
    >
      {currencies.length > 1 && (
        <Select size="xs" w={84} aria-label="Currency" data={currencies} value={own} onChange={choose} />
      )}
    </ReportPanel>
  );
}
