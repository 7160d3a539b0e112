import { useLocalStorage } from "@mantine/hooks";

/** How high rows are: compact or comfortable. */
export type Density = "compact" | "comfortable";

const heights: Readonly<Record<Density, number>> = { compact: 36, comfortable: 44 };

function read(value: string | undefined): Density {
  return value === "comfortable" ? value : "compact";
}

// The same key is read before the first paint, in `color-scheme.js`.
function useKeptDensity() {
  return useLocalStorage<Density>({
    key: "counterfoil-density",
    defaultValue: "compact",
    deserialize: read,
    serialize: (value) => value,
    getInitialValueInEffect: false,
  });
}

/** The reader's choice, kept in this browser and shown at once. */
export function useDensity() {
  const [density, keep] = useKeptDensity();
  const choose = (next: Density) => {
    document.documentElement.setAttribute("data-density", next);
    keep(next);
  };
  return { density, choose, rowHeight: heights[density] };
}
