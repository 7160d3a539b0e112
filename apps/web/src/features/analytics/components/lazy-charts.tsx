import { lazy } from "react";

// The chart library is larger than the rest of the page: it comes after the figures.
export const StackedBars = lazy(async () => ({ default: (await import("./charts.tsx")).StackedBars }));
export const Lines = lazy(async () => ({ default: (await import("./charts.tsx")).Lines }));
