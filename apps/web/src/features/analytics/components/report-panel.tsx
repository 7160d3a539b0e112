import { ActionIcon, SegmentedControl, Skeleton, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { type ReactNode, Suspense, useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import type { AnalyticsQuery } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";
import classes from "./analytics.module.css";

/** What a panel needs of a query. */
interface Asked {
  error: unknown;
  isPending: boolean;
  isPlaceholderData: boolean;
  refetch: () => unknown;
}

interface ReportPanelProps {
  title: string;
  /** One line of what is counted. */
  note?: ReactNode;
  query: Asked;
  /** The report's name in the download's address. */
  report: string;
  asked: AnalyticsQuery;
  empty: boolean;
  emptyText?: string;
  chart?: ReactNode;
  table: ReactNode;
  /** Controls beside the title. */
  children?: ReactNode;
}

/** One report: its chart, the table behind it, and the same as CSV. */
export function ReportPanel({ title, note, query, report, asked, chart, table, children, ...rest }: ReportPanelProps) {
  const [view, setView] = useState<"chart" | "table">("chart");
  const both = chart !== undefined;
  return (
    <section className={classes.panel} aria-label={title} aria-busy={query.isPlaceholderData || undefined}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {children}
        <span className={classes.grow} />
        {both && (
          <SegmentedControl
            size="xs"
            aria-label={t("report.as", { title })}
            value={view}
            onChange={(next) => setView(next === "table" ? "table" : "chart")}
            data={[
              { value: "chart", label: t("analytics.chart") },
              { value: "table", label: t("analytics.table") },
            ]}
          />
        )}
        <Download title={title} href={downloadAddress(report, asked)} />
      </header>
      {note && <p className={classes.note}>{note}</p>}
      <Body query={query} title={title} {...rest}>
        {both && view === "chart" ? <Suspense fallback={<Skeleton h={220} />}>{chart}</Suspense> : table}
      </Body>
    </section>
  );
}

function downloadAddress(report: string, asked: AnalyticsQuery): string {
  const parts = Object.entries(asked).filter((part): part is [string, string] => typeof part[1] === "string");
  return `/api/export/analytics/${report}.csv?${new URLSearchParams(parts)}`;
}

function Download({ title, href }: { title: string; href: string }) {
  return (
    <Tooltip label={t("analytics.saveAsCsv")}>
      <ActionIcon component="a" href={href} download aria-label={t("report.saveOf", { title })}>
        <IconDownload size={16} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

interface BodyProps {
  query: Asked;
  title: string;
  empty: boolean;
  emptyText?: string;
  children: ReactNode;
}

function Body({ query, title, empty, emptyText = t("report.nothing"), children }: BodyProps) {
  if (query.isPending) return <Skeleton h={220} />;
  if (query.error && empty)
    return (
      <FailureNotice error={query.error} what={t("report.unread", { title })} onRetry={() => void query.refetch()} />
    );
  if (empty) return <p className={classes.empty}>{emptyText}</p>;
  return <>{children}</>;
}
