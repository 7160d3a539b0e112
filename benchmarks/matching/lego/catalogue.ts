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
