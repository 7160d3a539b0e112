import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

/** A set of the catalogue. */
export interface LegoSet {
  /** With its variant, such as `75192-1`. */
  number: string;
  name: string;
  year: string;
  pieces: number;
  theme: string;
  /** EAN-13 of the box, where it is known; variants of a series share theirs. */
  ean: string | null;
}

/** One set on the shelf, new or used. */
export interface Copy extends LegoSet {
  wear: "new" | "used";
}

/** What a shop has of a set: a new one (55 in 100), a used one (30), or one of each (15). Always the same. */
export function copiesOf(set: LegoSet): Copy[] {
  const share = [...set.number].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 9973, 7) % 100;
  const wears = share < 55 ? (["new"] as const) : share < 85 ? (["used"] as const) : (["new", "used"] as const);
  return wears.map((wear) => ({ ...set, wear }));
}

/** The id of the unit. */
export const copyId = ({ number, wear }: Copy): string => `${number} ${wear}`;

/** The seller's own code of the unit. */
export const copySku = (copy: Copy): string => `${shortNumber(copy)}-${copy.wear === "new" ? "N" : "U"}`;

type Row = Readonly<Record<string, string>>;
const read = (path: string) => parse(readFileSync(path), { columns: true, bom: true }) as Row[];

/** The catalogue under a data folder. */
export function readCatalogue(data: string): LegoSet[] {
  const folder = join(data, "lego", "rebrickable");
  const themes = new Map(read(join(folder, "themes.csv")).map((row) => [row["id"] ?? "", row]));
  const top = (id: string): string => {
    const theme = themes.get(id);
    return theme?.["parent_id"] ? top(theme["parent_id"]) : (theme?.["name"] ?? "");
  };
  const barcodes = join(data, "lego", "barcodes.csv");
  const eans = new Map((existsSync(barcodes) ? read(barcodes) : []).map((row) => [row["set_num"], row["ean"]]));
  return read(join(folder, "sets.csv")).map((row) => ({
    number: row["set_num"] ?? "",
    name: row["name"] ?? "",
    year: row["year"] ?? "",
    pieces: Number(row["num_parts"]),
    theme: top(row["theme_id"] ?? ""),
    ean: eans.get(row["set_num"]) || null,
  }));
}

/** The number as sellers write it: without the usual variant. */
export const shortNumber = ({ number }: Pick<LegoSet, "number">): string => number.replace(/-1$/, "");
