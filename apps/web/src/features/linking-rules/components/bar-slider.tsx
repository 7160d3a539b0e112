import { Slider } from "@mantine/core";
import { useId } from "react";
import { showRate } from "../bar-words.ts";
import { t } from "../texts.ts";
import classes from "./rules.module.css";

interface BarSliderProps {
  /** The bars that can be set, rising. */
  bars: readonly number[];
  /** Null is off. */
  value: number | null;
  onChange: (bar: number | null) => void;
}

const named: ReadonlySet<number> = new Set([0.9, 0.95, 0.98, 0.99, 0.999]);

/** The place of a bar on the slider; 0 is off. A bar that was set elsewhere stands at the next lower place. */
function placeOf(bars: readonly number[], value: number | null): number {
  return value === null ? 0 : Math.max(1, bars.findLastIndex((bar) => bar <= value) + 1);
}

/** From which probability on suggestions link by themselves: off at the left end, stricter to the right. */
export function BarSlider({ bars, value, onChange }: BarSliderProps) {
  const label = useId();
  const words = (place: number) => {
    const bar = place === 0 ? undefined : bars[place - 1];
    return bar === undefined ? t("bar.isOff") : showRate(bar);
  };
  const marks = [
    { value: 0, label: t("bar.isOff") },
    ...bars.map((bar, index) => ({
      value: index + 1,
      label: named.has(bar) ? <span data-bar={bar}>{showRate(bar)}</span> : undefined,
    })),
  ];
  return (
    <div className={classes.slider}>
      <div className={classes.sliderHead}>
        <span id={label}>{value === null ? t("bar.byItself") : t("bar.byItselfFrom")}</span>
        <output className={classes.readout} data-testid="bar">
          {value === null ? t("bar.isOff") : showRate(value)}
        </output>
      </div>
      <Slider
        aria-labelledby={label}
        thumbProps={{ "aria-labelledby": label, "aria-valuetext": value === null ? t("bar.isOff") : showRate(value) }}
        min={0}
        max={bars.length}
        step={1}
        marks={marks}
        label={words}
        value={placeOf(bars, value)}
        onChange={(place) => onChange(place === 0 ? null : (bars[place - 1] ?? null))}
        classNames={{ markLabel: classes.markLabel }}
      />
    </div>
  );
}
