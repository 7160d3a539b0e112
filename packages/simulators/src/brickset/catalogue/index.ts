import { type BricksetRegion, type BricksetRetailSeed, type BricksetSetSeed, regions } from "../brickset-seed.ts";
import { known } from "../seeding.ts";
import { newerSets } from "./newer-sets.ts";
import { olderSets } from "./older-sets.ts";

/**
 * True facts of some 240 sets: all that the demo shop trades in, a whole series of blind bags that share one barcode,
 * a set without a name yet, gear, books, multi-packs, barcodes with faults.
 */
export const bricksetCatalogue: readonly BricksetSetSeed[] = `${olderSets}\n${newerSets}`
  .split("\n")
  .filter((row) => row !== "")
  .map(readRow);

function readRow(row: string): BricksetSetSeed {
  const columns = row.split("|");
  const at = (index: number) => columns[index] || undefined;
  const [number = "", variant = ""] = splitLast(columns[0] ?? "");
  const [category = "", unreleased] = (columns[7] ?? "").split(" ");
  const [height, width, depth, weight] = (at(14) ?? "").split("x").map(positive);
  return {
    setID: Number(columns[1]),
    number,
    numberVariant: Number(variant),
    name: columns[2] ?? "",
    year: Number(columns[3]),
    theme: columns[4] ?? "",
    category,
    released: unreleased === undefined,
    retail: readRetail(at(13)),
    rating: Number(at(17) ?? 0),
    reviewCount: Number(at(18) ?? 0),
    ...known({ themeGroup: at(5), subtheme: at(6), packagingType: at(10), availability: at(11) }),
    ...known({ pieces: positive(at(8)), minifigs: positive(at(9)), minAge: positive(at(12)) }),
    ...known({ height, width, depth, weight, ean: at(15), upc: at(16) }),
  };
}

function splitLast(full: string): [string, string] {
  const at = full.lastIndexOf("-");
  return [full.slice(0, at), full.slice(at + 1)];
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text);
  return value > 0 ? value : undefined;
}

// `US:849.99:2018-01-10:2020-12-31`, each region after a semicolon.
function readRetail(text: string | undefined): Partial<Record<BricksetRegion, BricksetRetailSeed>> {
  const entries = (text ?? "").split(";").map((entry) => entry.split(":"));
  return Object.fromEntries(
    entries.flatMap(([name, price, first, last]) => {
      const region = regions.find((other) => other === name);
      const retail = {
        retailPrice: positive(price),
        dateFirstAvailable: first || undefined,
        dateLastAvailable: last || undefined,
      };
      return region === undefined ? [] : [[region, known(retail)]];
    }),
  );
}
