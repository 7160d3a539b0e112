import type { CatalogueSet, CollectionEntry } from "./brickset-entities.ts";
import { parameterError } from "./brickset-errors.ts";
import { regions } from "./brickset-seed.ts";
import type { BricksetWorld } from "./brickset-world.ts";

type Sortable = string | number | null;

/** What a set is sorted by, by the lower-case name of the order. */
type Reader = (set: CatalogueSet, entry: CollectionEntry | undefined) => Sortable;

const readers: Readonly<Record<string, Reader>> = {
  number: () => null,
  yearfrom: ({ year }) => year,
  pieces: ({ pieces }) => pieces,
  minifigs: ({ minifigs }) => minifigs,
  rating: ({ rating }) => rating,
  theme: ({ theme }) => theme,
  subtheme: ({ subtheme }) => subtheme,
  name: ({ name }) => name,
  qtyowned: (_, entry) => entry?.qtyOwned ?? 0,
  userrating: (_, entry) => entry?.rating ?? 0,
  // The simulator keeps no figures for these; sets come by number then.
  random: () => null,
  owncount: () => null,
  wantcount: () => null,
  collectionid: () => null,
  rank: () => null,
  frretailprice: () => null,
  frpriceperpiece: () => null,
  ...Object.fromEntries(regions.flatMap(priceReaders)),
};

function priceReaders(region: (typeof regions)[number]): [string, Reader][] {
  const price = (set: CatalogueSet) => set.retail[region]?.retailPrice ?? null;
  return [
    [`${region.toLowerCase()}retailprice`, price],
    [
      `${region.toLowerCase()}priceperpiece`,
      (set) => {
        const whole = price(set);
        return whole === null || set.pieces === null ? null : whole / set.pieces;
      },
    ],
  ];
}

/** Sorts by `orderBy` (default Number; `DESC` at its end turns it round); what is unknown comes first. */
export function orderSets(world: BricksetWorld, sets: readonly CatalogueSet[], by: OrderBy): CatalogueSet[] {
  const name = (by.orderBy ?? "").toLowerCase() || "number";
  const descends = name.endsWith("desc");
  const reader = readers[descends ? name.slice(0, -"desc".length) : name];
  if (reader === undefined) throw parameterError();
  const sortedBy = (set: CatalogueSet) => reader(set, world.collections.get(`${by.username} ${set.setID}`));
  const turn = descends ? -1 : 1;
  return [...sets].sort((left, right) => turn * (compare(sortedBy(left), sortedBy(right)) || byNumber(left, right)));
}

export interface OrderBy {
  orderBy: string | undefined;
  username: string | undefined;
}

function compare(left: Sortable, right: Sortable): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  return left < right ? -1 : 1;
}

function byNumber(left: CatalogueSet, right: CatalogueSet): number {
  return left.number.localeCompare(right.number, "en", { numeric: true }) || left.numberVariant - right.numberVariant;
}
