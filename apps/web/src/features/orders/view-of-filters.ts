import type { SavedView } from "../../lib/api-types.ts";
import type { OrderFilters } from "./orders-query.ts";

/** The filters that are set, in one order, so that two ways to the same view are the same. */
export function searchOf(filters: OrderFilters): SavedView["search"] {
  return Object.fromEntries(
    Object.entries(filters)
      .filter(([, value]) => value !== undefined && value !== "")
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The kept view that shows what is shown now. */
export function viewOf(views: readonly SavedView[], filters: OrderFilters): SavedView | undefined {
  const shown = JSON.stringify(searchOf(filters));
  return views.find(({ search }) => JSON.stringify(searchOf(search)) === shown);
}
