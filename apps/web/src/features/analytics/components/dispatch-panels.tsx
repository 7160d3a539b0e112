import { PlatformMark, platformName } from "../../../components/platform-mark.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { Unknown } from "../../../components/unknown.tsx";
import type { AnalyticsQuery, PlatformDispatch, StatusReport } from "../../../lib/api-types.ts";
import { showNumber, showOneDecimal, showPercent } from "../../../lib/format.ts";
import { orderStatusWords } from "../../../lib/sale-words.ts";
import { stepName, stepsOf } from "../period.ts";
import { useDispatch, useDispatchSteps, useLateRisk, useStatuses } from "../queries/analytics-queries.ts";
import { t } from "../texts.ts";
import classes from "./analytics.module.css";
import { FigureText } from "./figure-text.tsx";
import { Lines } from "./lazy-charts.tsx";
import { type PlainColumn, PlainTable } from "./plain-table.tsx";
import { ReportPanel } from "./report-panel.tsx";

function showHours(hours: number): string {
  return hours < 48
    ? t("figures.hours", { hours: showOneDecimal(hours) })
    : t("figures.days", { days: showOneDecimal(hours / 24) });
}

/** What waits to be sent at this moment, in one line. */
export function LateRisk({ platform }: { platform: string | undefined }) {
  const { data } = useLateRisk(platform);
  if (!data) return null;
  const sum = (key: "waiting" | "overdue" | "dueSoon" | "shipByUnknown") =>
    data.reduce((total, row) => total + row[key], 0);
  const [overdue, dueSoon, waiting] = [sum("overdue"), sum("dueSoon"), sum("waiting")];
  return (
    <p className={classes.risk}>
      <StateDot tone={overdue > 0 ? "failed" : "done"} word={t("figures.overdue", { overdue })} />
      <StateDot tone={dueSoon > 0 ? "wants" : "off"} word={t("figures.dueSoon", { dueSoon: showNumber(dueSoon) })} />
      <StateDot tone="progress" word={t("figures.waiting", { waiting: showNumber(waiting) })} />
      {sum("shipByUnknown") > 0 && (
        <StateDot tone="off" word={t("figures.noShipBy", { sum: showNumber(sum("shipByUnknown")) })} />
      )}
    </p>
  );
}

const dispatchColumns = (): readonly PlainColumn<PlatformDispatch>[] => [
  { title: t("analytics.channel"), cell: ({ platform }) => <PlatformMark platform={platform} withName /> },
  { title: t("place.orders"), number: true, cell: ({ orders }) => showNumber(orders) },
  { title: t("sale.sent"), number: true, cell: ({ sent }) => showNumber(sent) },
  {
    title: t("analytics.medianTime"),
    number: true,
    cell: ({ medianHours }) => (medianHours === null ? <Unknown what={t("unknown.time")} /> : showHours(medianHours)),
  },
  {
    title: t("analytics.onTime"),
    number: true,
    cell: ({ onTimeRate }) =>
      onTimeRate === null ? <Unknown what={t("figures.rateUnknown")} /> : showPercent(onTimeRate),
  },
  { title: t("analytics.late"), number: true, cell: ({ late }) => showNumber(late) },
  { title: t("analytics.byRule"), number: true, cell: ({ sentBy }) => showNumber(sentBy.rule) },
  { title: t("analytics.byHand"), number: true, cell: ({ sentBy }) => showNumber(sentBy.hand) },
  { title: t("analytics.byItself"), number: true, cell: ({ sentBy }) => showNumber(sentBy.system) },
  { title: t("analytics.elsewhere"), number: true, cell: ({ sentBy }) => showNumber(sentBy.elsewhere) },
];

/** How quickly and how punctually orders left, by channel, and who sent them. */
export function DispatchTable({ asked }: { asked: AnalyticsQuery }) {
  const query = useDispatch(asked);
  const rows = query.data?.dispatch ?? [];
  return (
    <ReportPanel
      {...{ title: t("analytics.dispatchByChannel"), report: "dispatch", asked, query, empty: rows.length === 0 }}
      note={t("figures.dispatchNote")}
      table={
        <PlainTable
          label={t("analytics.dispatchByChannel")}
          columns={dispatchColumns()}
          rows={rows}
          rowKey={({ platform }) => platform}
        />
      }
    />
  );
}

interface HoursRow {
  step: string;
  sent: number;
  medianHours: number | null;
}

const hoursColumns = (): readonly PlainColumn<HoursRow>[] => [
  { title: t("analytics.from"), cell: ({ step }) => <span className="numeric">{step}</span> },
  { title: t("sale.sent"), number: true, cell: ({ sent }) => showNumber(sent) },
  {
    title: t("analytics.medianTime"),
    number: true,
    cell: ({ medianHours }) => (medianHours === null ? <Unknown what={t("unknown.time")} /> : showHours(medianHours)),
  },
];

/** Median time to dispatch over time. */
export function DispatchChart({ asked }: { asked: AnalyticsQuery }) {
  const query = useDispatchSteps(asked);
  const { data } = query;
  const rows = data?.steps ?? [];
  return (
    <ReportPanel
      {...{ title: t("analytics.timeToDispatch"), report: "dispatch-steps", asked, query, empty: rows.length === 0 }}
      chart={
        data && (
          <Lines
            label={t("analytics.medianHoursFromPaymentTo")}
            data={stepsOf(data.period, data.step).map((step) => ({
              step: stepName(step, data.step),
              hours: rows.find((row) => row.step === step)?.medianHours ?? null,
            }))}
            series={[{ name: "hours", label: t("analytics.median"), color: "var(--cf-chart-1)" }]}
            showValue={showHours}
          />
        )
      }
      table={
        <PlainTable
          label={t("analytics.timeToDispatch")}
          columns={hoursColumns()}
          rows={rows}
          rowKey={({ step }) => step}
        />
      }
    />
  );
}

type StatusRow = StatusReport["statuses"][number];

const statusColumns = (): readonly PlainColumn<StatusRow>[] => [
  { title: t("analytics.channel"), cell: ({ platform }) => platformName(platform) },
  { title: t("analytics.status"), cell: ({ status }) => orderStatusWords[status] },
  { title: t("place.orders"), number: true, cell: ({ orders }) => showNumber(orders) },
  {
    title: t("analytics.value"),
    number: true,
    cell: ({ total, orders }) => <FigureText figure={total} orders={orders} what={t("figures.valueUnknown")} />,
  },
];

/** Every order of the days by its status: a bar for each status, the table by channel. */
export function StatusPanel({ asked }: { asked: AnalyticsQuery }) {
  const query = useStatuses(asked);
  const rows = query.data?.statuses ?? [];
  const counts = new Map<StatusRow["status"], number>();
  for (const { status, orders } of rows) counts.set(status, (counts.get(status) ?? 0) + orders);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return (
    <ReportPanel
      {...{ title: t("analytics.ordersByStatus"), report: "statuses", asked, query, empty: rows.length === 0 }}
      chart={<Shares rows={sorted.map(([status, count]) => ({ name: orderStatusWords[status], count }))} />}
      table={
        <PlainTable
          label={t("analytics.ordersByStatus")}
          columns={statusColumns()}
          rows={rows}
          rowKey={({ platform, status, total }) => platform + status + total.known.currency}
        />
      }
    />
  );
}

/** Names with a bar as long as their share. */
export function Shares({ rows }: { rows: readonly { name: string; count: number; text?: string }[] }) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <ul className={classes.shares}>
      {rows.map(({ name, count, text }) => (
        <li key={name} className={classes.share}>
          <span>{name}</span>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.bar} style={{ width: `${(count / most) * 100}%` }} />
          </span>
          <span className={classes.shareCount}>{text ?? showNumber(count)}</span>
        </li>
      ))}
    </ul>
  );
}
