import { BarChart, LineChart } from "@mantine/charts";
import "@mantine/charts/styles.css";
import { useReducedMotion } from "@mantine/hooks";

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
}

const height = 220;
const axis = { tickLine: false, axisLine: false, fontSize: 11 } as const;

/** Bars over time; several series stand on one another. */
export function StackedBars({ label, data, series, showValue }: SeriesChartProps) {
  const still = useReducedMotion();
  return (
    <div role="img" aria-label={label}>
      <BarChart
        h={height}
        data={data}
        dataKey="step"
        type="stacked"
        series={series}
        valueFormatter={showValue}
        gridAxis="y"
        withLegend={series.length > 1}
        legendProps={{ verticalAlign: "bottom", height: 28 }}
        barProps={{ isAnimationActive: !still, maxBarSize: 36 }}
        xAxisProps={{ ...axis, minTickGap: 16 }}
        yAxisProps={{ ...axis, width: 56, allowDecimals: false }}
        tooltipAnimationDuration={0}
      />
    </div>
  );
}

/** Lines over time; a step without a value leaves a gap. */
export function Lines({ label, data, series, showValue }: SeriesChartProps) {
  const still = useReducedMotion();
  return (
    <div role="img" aria-label={label}>
      <LineChart
        h={height}
        data={data}
        dataKey="step"
        series={series}
        valueFormatter={showValue}
        gridAxis="y"
        curveType="linear"
        connectNulls={false}
        withLegend={series.length > 1}
        legendProps={{ verticalAlign: "bottom", height: 28 }}
        lineProps={{ isAnimationActive: !still }}
        xAxisProps={{ ...axis, minTickGap: 16 }}
        yAxisProps={{ ...axis, width: 56 }}
        withDots={data.length <= 40}
        tooltipAnimationDuration={0}
      />
    </div>
  );
}
