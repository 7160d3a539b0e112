import { PlatformMark, platformName } from "../../../components/platform-mark.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { Unknown } from "../../../components/unknown.tsx";
import type { AnalyticsQuery, PlatformDispatch, StatusReport } from "../../../lib/api-types.ts";
import { countOf, showNumber } from "../../../lib/format.ts";
import { orderStatusWords } from "../../../lib/sale-words.ts";
import { stepName, stepsOf } from "../period.ts";
import { useDispatch, useDispatchSteps, useLateRisk, useStatuses } from "../queries/analytics-queries.ts";
import classes from "./analytics.module.css";
import { FigureText } from "./figure-text.tsx";
import { Lines } from "./lazy-charts.tsx";
import { type PlainColumn, PlainTable } from "./plain-table.tsx";
import { ReportPanel } from "./report-panel.tsx";

const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });
const oneDecimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

function showHours(hours: number): string {
  return hours < 48 ? `${oneDecimal.format(hours)} h` : `${oneDecimal.format(hours / 24)} d`;
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
      <StateDot tone={overdue > 0 ? "failed" : "done"} word={`${countOf(overdue, "order")} overdue`} />
      <StateDot tone={dueSoon > 0 ? "wants" : "off"} word={`${showNumber(dueSoon)} due within a day`} />
      <StateDot tone="progress" word={`${showNumber(waiting)} waiting to be sent`} />
      {sum("shipByUnknown") > 0 && (
        <StateDot tone="off" word={`${showNumber(sum("shipByUnknown"))} without a ship-by time`} />
      )}
    </p>
  );
}

const dispatchColumns: readonly PlainColumn<PlatformDispatch>[] = [
  { title: "Channel", cell: ({ platform }) => <PlatformMark platform={platform} withName /> },
  { title: "Orders", number: true, cell: ({ orders }) => showNumber(orders) },
  { title: "Sent", number: true, cell: ({ sent }) => showNumber(sent) },
  {
    ...{ title: "Median time", number: true },
    cell: ({ medianHours }) => (medianHours === null ? <Unknown what="time" /> : showHours(medianHours)),
  },
  {
    ...{ title: "On time", number: true },
    cell: ({ onTimeRate }) => (onTimeRate === null ? <Unknown what="rate" /> : percent.format(onTimeRate)),
  },
  { title: "Late", number: true, cell: ({ late }) => showNumber(late) },
  { title: "By rule", number: true, cell: ({ sentBy }) => showNumber(sentBy.rule) },
  { title: "By hand", number: true, cell: ({ sentBy }) => showNumber(sentBy.hand) },
  { title: "By itself", number: true, cell: ({ sentBy }) => showNumber(sentBy.system) },
  { title: "Elsewhere", number: true, cell: ({ sentBy }) => showNumber(sentBy.elsewhere) },
];

/** How quickly and how punctually orders left, by channel, and who sent them. */
export function DispatchTable({ asked }: { asked: AnalyticsQuery }) {
  const query = useDispatch(asked);
  const rows = query.data?.dispatch ?? [];
  return (
    <ReportPanel
      {...{ title: "Dispatch by channel", report: "dispatch", asked, query, empty: rows.length === 0 }}
      note="From payment to dispatch. On time: of the orders with a ship-by time that has been met or missed."
      table={
        <PlainTable
          label="Dispatch by channel"
          columns={dispatchColumns}
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

const hoursColumns: readonly PlainColumn<HoursRow>[] = [
  { title: "From", cell: ({ step }) => <span className="numeric">{step}</span> },
  { title: "Sent", number: true, cell: ({ sent }) => showNumber(sent) },
  {
    ...{ title: "Median time", number: true },
    cell: ({ medianHours }) => (medianHours === null ? <Unknown what="time" /> : showHours(medianHours)),
  },
];

/** Median time to dispatch over time. */
export function DispatchChart({ asked }: { asked: AnalyticsQuery }) {
  const query = useDispatchSteps(asked);
  const { data } = query;
  const rows = data?.steps ?? [];
  return (
    <ReportPanel
      {...{ title: "Time to dispatch", report: "dispatch-steps", asked, query, empty: rows.length === 0 }}
      chart={
        data && (
          <Lines
            label="Median hours from payment to dispatch"
            data={stepsOf(data.period, data.step).map((step) => ({
              step: stepName(step, data.step),
              hours: rows.find((row) => row.step === step)?.medianHours ?? null,
            }))}
            series={[{ name: "hours", label: "Median", color: "var(--cf-chart-1)" }]}
            showValue={showHours}
          />
        )
      }
      table={<PlainTable label="Time to dispatch" columns={hoursColumns} rows={rows} rowKey={({ step }) => step} />}
    />
  );
}

type StatusRow = StatusReport["statuses"][number];

const statusColumns: readonly PlainColumn<StatusRow>[] = [
  { title: "Channel", cell: ({ platform }) => platformName(platform) },
  { title: "Status", cell: ({ status }) => orderStatusWords[status] },
  { title: "Orders", number: true, cell: ({ orders }) => showNumber(orders) },
  {
    ...{ title: "Value", number: true },
    cell: ({ total, orders }) => <FigureText figure={total} orders={orders} what="value" />,
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
      {...{ title: "Orders by status", report: "statuses", asked, query, empty: rows.length === 0 }}
      chart={<Shares rows={sorted.map(([status, count]) => ({ name: orderStatusWords[status], count }))} />}
      table={
        <PlainTable
          label="Orders by status"
          columns={statusColumns}
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
