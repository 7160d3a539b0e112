import { z } from "zod";
import type { CatalogueSet, User } from "./brickset-entities.ts";
import { noValidParameters, parameterError } from "./brickset-errors.ts";
import type { BricksetWorld } from "./brickset-world.ts";
import { flagParam, listParam, textParam, wholeParam } from "./read-params.ts";

const MAX_PAGE_SIZE = 500;
const DEFAULT_PAGE_SIZE = 20;

/** `params` of `getSets`. */
export const searchSchema = z.object({
  setID: wholeParam({ from: 0, to: 1e9 }).optional(),
  query: textParam.optional(),
  theme: listParam.optional(),
  subtheme: listParam.optional(),
  setNumber: listParam.optional(),
  year: listParam.optional(),
  tag: textParam.optional(),
  owned: flagParam.optional(),
  wanted: flagParam.optional(),
  updatedSince: textParam.optional(),
  orderBy: textParam.optional(),
  pageSize: wholeParam({ from: 1, to: 1e6 })
    .default(DEFAULT_PAGE_SIZE)
    .transform((size) => Math.min(size, MAX_PAGE_SIZE)),
  pageNumber: wholeParam({ from: 1, to: 1e6 }).default(1),
  extendedData: flagParam.optional(),
});
export type Search = z.output<typeof searchSchema>;

type Filter = (set: CatalogueSet) => boolean;

/** Sets that pass every filter of the search; refuses a search without any. */
export function findSets(world: BricksetWorld, search: Search, user: User | null): CatalogueSet[] {
  const filters = [...plainFilters(search), ...wordFilters(world, search), ...collectionFilters(world, search, user)];
  if (filters.length === 0) throw noValidParameters();
  return world.sets.where((set) => filters.every((passes) => passes(set)));
}

function plainFilters({ setID, theme, subtheme, setNumber, year, updatedSince }: Search): Filter[] {
  const filters: Filter[] = [];
  const among = (list: readonly string[] | undefined, read: (set: CatalogueSet) => string) => {
    if (list !== undefined && list.length > 0) filters.push((set) => list.includes(read(set).toLowerCase()));
  };
  if (setID !== undefined) filters.push((set) => set.setID === setID);
  among(theme, (set) => set.theme);
  among(subtheme, (set) => set.subtheme ?? "{None}");
  among(setNumber, fullNumber);
  among(year, (set) => String(set.year));
  if (updatedSince !== undefined && updatedSince !== "") {
    if (!/^\d{4}-\d{2}-\d{2}/.test(updatedSince) || Number.isNaN(Date.parse(updatedSince))) throw parameterError();
    filters.push((set) => Date.parse(set.lastUpdated) >= Date.parse(updatedSince));
  }
  return filters;
}

// Every word must occur somewhere in number, name, theme or subtheme.
function wordFilters(world: BricksetWorld, { query = "", tag = "" }: Search): Filter[] {
  const filters: Filter[] = [];
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length > 0) {
    filters.push((set) => {
      const barcodes = world.settings.queryFindsBarcodes ? Object.values(set.barcode) : [];
      const text = [fullNumber(set), set.name, set.theme, set.subtheme ?? ""].join("\n").toLowerCase();
      return words.every((word) => text.includes(word) || barcodes.includes(word));
    });
  }
  const wanted = tag.toLowerCase();
  if (wanted !== "") filters.push((set) => set.extended.tags.some((other) => other.toLowerCase() === wanted));
  return filters;
}

function collectionFilters(world: BricksetWorld, { owned, wanted }: Search, user: User | null): Filter[] {
  const entryOf = (set: CatalogueSet) => world.collections.get(`${user?.username} ${set.setID}`);
  return [
    ...(owned === true ? [(set: CatalogueSet) => entryOf(set)?.owned === true] : []),
    ...(wanted === true ? [(set: CatalogueSet) => entryOf(set)?.wanted === true] : []),
  ];
}

/** `75192-1`. */
export function fullNumber({ number, numberVariant }: Pick<CatalogueSet, "number" | "numberVariant">): string {
  return `${number}-${numberVariant}`;
}
