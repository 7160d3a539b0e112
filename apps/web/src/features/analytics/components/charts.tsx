import { BarChart, LineChart } from "@mantine/charts";
import "@mantine/charts/styles.layer.css";
import { useReducedMotion } from "@mantine/hooks";
import classes from "./analytics.module.css";

export interface ChartSeries {
  name: string;
  label: string;
  color: string;
}

interface SeriesChartProps {
  label: string;
  data: Record<string, string | number | null>[];
  series: ChartSeries[];
  showValue: (value: number) => string;
  /** For the axis, where there is little room; `showValue` where left out. */
  showTick?: (value: number) => string;
}

const height = 220;
const axis = { tickLine: false, axisLine: false, fontSize: 11 } as const;

/** Bars over time; several series stand on one another. */
export function StackedBars({ label, data, series, showValue, showTick = showValue }: SeriesChartProps) {
  const still = useReducedMotion();
  return (
    <>
      <div role="img" aria-label={label}>
        <BarChart
          h={height}
          data={data}
          dataKey="step"
          type="stacked"
          series={series}
          valueFormatter={showValue}
          gridAxis="x"
          barProps={{ isAnimationActive: !still, maxBarSize: 36 }}
          xAxisProps={{ ...axis, minTickGap: 16 }}
          yAxisProps={{ ...axis, width: 44, allowDecimals: false, tickFormatter: showTick }}
          tooltipAnimationDuration={0}
        />
      </div>
      <Legend series={series} />
    </>
  );
}

/** Lines over time; a step without a value leaves a gap. */
export function Lines({ label, data, series, showValue, showTick = showValue }: SeriesChartProps) {
  const still = useReducedMotion();
  return (
    <>
      <div role="img" aria-label={label}>
        <LineChart
          h={height}
          data={data}
          dataKey="step"
          series={series}
          valueFormatter={showValue}
          gridAxis="x"
          curveType="linear"
          connectNulls={false}
          lineProps={{ isAnimationActive: !still }}
          xAxisProps={{ ...axis, minTickGap: 16 }}
          yAxisProps={{ ...axis, width: 60, tickFormatter: showTick }}
          withDots={data.length <= 40}
          tooltipAnimationDuration={0}
        />
      </div>
      <Legend series={series} />
    </>
  );
}

/** Names in the page's own type, on as many lines as they need. */
function Legend({ series }: { series: readonly ChartSeries[] }) {
  if (series.length < 2) return null;
  return (
    <ul className={classes.legend}>
      {series.map(({ name, label, color }) => (
        <li key={name}>
          <span className={classes.swatch} style={{ background: color }} aria-hidden="true" />
          {label}
        </li>
      ))}
    </ul>
  );
}
