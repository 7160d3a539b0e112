import { lazy } from "react";
import { withTexts } from "../../../lib/language/language.ts";

// The chart library is larger than the rest of the page: it comes after the figures.
export const StackedBars = lazy(withTexts(async () => ({ default: (await import("./charts.tsx")).StackedBars })));
export const Lines = lazy(withTexts(async () => ({ default: (await import("./charts.tsx")).Lines })));
