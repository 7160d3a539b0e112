import { type AnalyticsFilters, spans } from "../../features/analytics/spans.ts";
import { readOneOf, readText } from "../../lib/search-params.ts";

/** Reads the address of the analytics page; a day that is none is dropped. */
export function analyticsSearch(search: Record<string, unknown>): AnalyticsFilters {
  return {
    span: readOneOf(search["span"], spans),
    from: readDay(search["from"]),
    to: readDay(search["to"]),
    platform: readText(search["platform"]),
  };
}

function readDay(value: unknown): string | undefined {
  const text = readText(value);
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}
