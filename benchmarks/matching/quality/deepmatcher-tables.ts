import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { type Row, readRows, type TablePair, toItem, toLine } from "./product-tables.ts";

const titleOf = (row: Row) => row["title"] ?? row["name"] ?? "";

/**
 * Any pair of tables in the form of the DeepMatcher sets: tableA.csv, tableB.csv, and labelled pairs in train, valid
 * and test.csv, whose positives are the truth. Labels serve for judging only.
 */
export function readDeepMatcher(folder: string): TablePair {
  const read = (file: string) => readRows(join(folder, file), "utf8");
  const labelled = ["train.csv", "valid.csv", "test.csv"]
    .filter((file) => existsSync(join(folder, file)))
    .flatMap(read);
  const truth = new Map<string, Set<string>>();
  let pairs = 0;
  for (const row of labelled.filter(({ label }) => label === "1")) {
    const line = row["ltable_id"] ?? "";
    truth.set(line, (truth.get(line) ?? new Set<string>()).add(row["rtable_id"] ?? ""));
    pairs += 1;
  }
  return {
    name: basename(folder),
    lines: read("tableA.csv").map((row) => toLine(row, titleOf(row))),
    items: read("tableB.csv").map((row) => toItem(row, titleOf(row))),
    truth,
    pairs,
  };
}
