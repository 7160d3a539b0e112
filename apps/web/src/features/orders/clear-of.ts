import type { OrderFilters } from "./orders-query.ts";

const nothingLeft = new Map([
  ["needsLink", "empty.allLinked"],
  ["ready", "empty.allSent"],
  ["onHold", "empty.noneHeld"],
  ["problem", "empty.noProblem"],
] as const);

/**
 * What it means that no order fits, where the filter asks for nothing but orders that want something; null where it
 * means nothing. `some`: there are orders in other states. That none is late is true even where there is none at all.
 */
export function clearOf({ word, late, ...others }: OrderFilters, some: boolean) {
  if (Object.values(others).some((value) => value !== undefined)) return null;
  if (late) return "empty.noneLate" as const;
  if (!some || word === undefined || word === "sent" || word === "done") return null;
  return nothingLeft.get(word) ?? null;
}
