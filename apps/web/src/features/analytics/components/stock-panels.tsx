import { MoneyText } from "../../../components/money-text.tsx";
import type { AnalyticsQuery, StockAgeRow } from "../../../lib/api-types.ts";
import { showNumber, showPercent } from "../../../lib/format.ts";
import { useLowStock, useSellThrough, useStockAge } from "../queries/analytics-queries.ts";
import { t } from "../texts.ts";
import { Shares } from "./dispatch-panels.tsx";
import { type PlainColumn, PlainTable } from "./plain-table.tsx";
import { ReportPanel } from "./report-panel.tsx";

function ageName({ known, fromDays, toDays }: StockAgeRow): string {
  if (!known || fromDays === null) return t("status.unknown");
  if (toDays === null) return t("age.over", { fromDays });
  return t("age.between", { fromDays, toDays });
}

const ageColumns = (): readonly PlainColumn<StockAgeRow>[] => [
  { title: t("analytics.inStockFor"), cell: ageName },
  { title: t("analytics.units"), number: true, cell: ({ units }) => showNumber(units) },
  { title: t("analytics.cost"), number: true, cell: ({ cost }) => <MoneyText money={cost} /> },
];

/** What lies on the shelf, by how long it has been there. */
export function StockAgePanel() {
  const query = useStockAge();
  const rows = query.data ?? [];
  const units = new Map<string, number>();
  for (const row of rows) units.set(ageName(row), (units.get(ageName(row)) ?? 0) + row.units);
  return (
    <ReportPanel
      {...{ title: t("analytics.stockAge"), report: "stock-age", asked: {}, query, empty: rows.length === 0 }}
      emptyText={t("analytics.nothingOnTheShelf")}
      note={t("figures.ageNote")}
      chart={<Shares rows={[...units].map(([name, count]) => ({ name, count, text: t("count.units", { count }) }))} />}
      table={
        <PlainTable
          label={t("analytics.stockAge")}
          columns={ageColumns()}
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

const lowColumns = (): readonly PlainColumn<Goods>[] => [
  { title: t("analytics.sku"), cell: ({ sku }) => sku },
  { title: t("analytics.title"), cell: ({ title }) => title },
  { title: t("analytics.left"), number: true, cell: ({ available }) => showNumber(available) },
  { title: t("stock.sold"), number: true, cell: ({ sold }) => showNumber(sold) },
];

/** What sells and is nearly gone, and how much of the stock sold. */
export function LowStockPanel({ asked }: { asked: AnalyticsQuery }) {
  const query = useLowStock(asked);
  const flow = useSellThrough(asked).data;
  const rows = query.data?.goods ?? [];
  return (
    <ReportPanel
      {...{ title: t("analytics.lowStock"), report: "low-stock", asked, query, empty: rows.length === 0 }}
      emptyText={t("figures.lowStockClear")}
      note={
        flow &&
        flow.rate !== null &&
        t("figures.sellThrough", {
          rate: showPercent(flow.rate),
          sold: showNumber(flow.sold),
          received: flow.opening + flow.received,
        })
      }
      table={
        <PlainTable
          label={t("analytics.lowStock")}
          columns={lowColumns()}
          rows={rows}
          rowKey={({ itemId }) => itemId}
        />
      }
    />
  );
}
