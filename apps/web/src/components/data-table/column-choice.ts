import { useLocalStorage } from "@mantine/hooks";
import type { ColumnSizingState, VisibilityState } from "@tanstack/react-table";

/** Which columns are shown and how wide they are. */
export interface ColumnChoice {
  visibility: VisibilityState;
  sizing: ColumnSizingState;
}

const untouched: ColumnChoice = { visibility: {}, sizing: {} };

function read(value: string | undefined): ColumnChoice {
  if (!value) return untouched;
  try {
    return { ...untouched, ...JSON.parse(value) };
  } catch {
    return untouched;
  }
}

/** The reader's choice for one table, kept in this browser. */
export function useColumnChoice(table: string) {
  return useLocalStorage<ColumnChoice>({
    key: `counterfoil-columns-${table}`,
    defaultValue: untouched,
    deserialize: read,
    getInitialValueInEffect: false,
  });
}
