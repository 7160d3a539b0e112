import { UnstyledButton } from "@mantine/core";
import { showNumber } from "../lib/format.ts";
import classes from "./filter-tabs.module.css";

interface FilterTabsProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string; count: number | null }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One choice among few, each with its count. */
export function FilterTabs<Value extends string>({ label, options, value, onChange }: FilterTabsProps<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and break the row
    <div role="group" aria-label={label} className={classes.root}>
      {options.map((option) => (
        <UnstyledButton
          key={option.value}
          className={classes.tab}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
          {option.count !== null && <span className={classes.count}>{showNumber(option.count)}</span>}
        </UnstyledButton>
      ))}
    </div>
  );
}
