import { MoneyText } from "../../../components/money-text.tsx";
import type { AnalyticsQuery, StockAgeRow } from "../../../lib/api-types.ts";
import { countOf, showNumber } from "../../../lib/format.ts";
import { useLowStock, useSellThrough, useStockAge } from "../queries/analytics-queries.ts";
import { Shares } from "./dispatch-panels.tsx";
import { type PlainColumn, PlainTable } from "./plain-table.tsx";
import { ReportPanel } from "./report-panel.tsx";

const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });

function ageName({ known, fromDays, toDays }: StockAgeRow): string {
  if (!known) return "Unknown";
  if (toDays === null) return `Over ${fromDays} days`;
  return `${fromDays}–${toDays} days`;
}

const ageColumns: readonly PlainColumn<StockAgeRow>[] = [
  { title: "In stock for", cell: ageName },
  { title: "Units", number: true, cell: ({ units }) => showNumber(units) },
  { title: "Cost", number: true, cell: ({ cost }) => <MoneyText money={cost} /> },
];

/** What lies on the shelf, by how long it has been there. */
export function StockAgePanel() {
  const query = useStockAge();
  const rows = query.data ?? [];
  const units = new Map<string, number>();
  for (const row of rows) units.set(ageName(row), (units.get(ageName(row)) ?? 0) + row.units);
  return (
    <ReportPanel
      {...{ title: "Stock age", report: "stock-age", asked: {}, query, empty: rows.length === 0 }}
      emptyText="Nothing on the shelf."
      note="Everything on the shelf today, since the day it was acquired."
      chart={<Shares rows={[...units].map(([name, count]) => ({ name, count, text: countOf(count, "unit") }))} />}
      table={
        <PlainTable
          label="Stock age"
          columns={ageColumns}
          rows={rows}
          rowKey={(row) => ageName(row) + (row.cost?.currency ?? "")}
        />
      }
    />
  );
}

interface Goods {
  itemId: string;
  sku: string;
  title: string;
  available: number;
  sold: number;
}

const lowColumns: readonly PlainColumn<Goods>[] = [
  { title: "SKU", cell: ({ sku }) => sku },
  { title: "Title", cell: ({ title }) => title },
  { title: "Left", number: true, cell: ({ available }) => showNumber(available) },
  { title: "Sold", number: true, cell: ({ sold }) => showNumber(sold) },
];

/** What sells and is nearly gone, and how much of the stock sold. */
export function LowStockPanel({ asked }: { asked: AnalyticsQuery }) {
  const query = useLowStock(asked);
  const flow = useSellThrough(asked).data;
  const rows = query.data?.goods ?? [];
  return (
    <ReportPanel
      {...{ title: "Low stock", report: "low-stock", asked, query, empty: rows.length === 0 }}
      emptyText="Everything that sold in these days has two units or more left."
      note={
        flow &&
        flow.rate !== null &&
        `Sell-through ${percent.format(flow.rate)}: ${showNumber(flow.sold)} sold of ${countOf(flow.opening + flow.received, "unit")} to sell.`
      }
      table={<PlainTable label="Low stock" columns={lowColumns} rows={rows} rowKey={({ itemId }) => itemId} />}
    />
  );
}
