import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Random } from "./random.ts";

/** A set of the catalogue. */
export interface LegoSet {
  /** With its variant, such as `75192-1`. */
  number: string;
  name: string;
  year: string;
  pieces: number;
  theme: string;
}

type Row = Record<string, string>;
const read = (path: string) => parse(readFileSync(path), { columns: true, bom: true }) as Row[];

/** The catalogue under a data folder. */
export function readSets(data: string): LegoSet[] {
  const folder = join(data, "lego", "rebrickable");
  const themes = new Map(read(join(folder, "themes.csv")).map((row) => [row["id"] ?? "", row]));
  const top = (id: string): string => {
    const theme = themes.get(id);
    return theme?.["parent_id"] ? top(theme["parent_id"]) : (theme?.["name"] ?? "");
  };
  return read(join(folder, "sets.csv")).map((row) => ({
    number: row["set_num"] ?? "",
    name: row["name"] ?? "",
    year: row["year"] ?? "",
    pieces: Number(row["num_parts"]),
    theme: top(row["theme_id"] ?? ""),
  }));
}

const conditions =
  "BNIB|New|Sealed|NEW & SEALED|neuf scellé|Neu & OVP|sigillato|used|complete with box|retired|MISB|nuovo|100% complete|with instructions".split(
    "|",
  );

/**
 * A title as a seller might write it for a set. Shares follow what was counted on real listings: one in ten without a
 * number; names shortened, misspelt, sometimes missing; piece counts (15 %), years (10 %), ages (5 %), a condition in
 * one of several languages (50 %), quantities and "New listing" (4 %).
 */
export function noisyTitle(set: LegoSet, random: Random): string {
  const chance = (share: number) => random.next() < share;
  const words = shortened(set.name.split(/\s+/), random).map((word) => (chance(0.06) ? misspelt(word, random) : word));
  const numbered = chance(0.9) || words.length < 2;
  const name = numbered && chance(0.06) ? "" : words.join(" ");
  const number = numbered ? writtenNumber(set.number.replace(/-1$/, ""), random) : "";
  const parts = [
    chance(0.04) ? random.pick(["2x", "New listing", "3 x", "Lot"]) : "",
    chance(0.93) ? random.pick(["LEGO", "Lego", "lego", "LEGO®"]) : "",
    chance(0.6) ? set.theme : "",
    ...(chance(0.4) ? [number, name] : [name, number]),
    chance(0.15)
      ? random.pick([`${set.pieces} pcs`, `${set.pieces} pieces`, `${set.pieces} pièces`, `(${set.pieces} Teile)`])
      : "",
    chance(0.1) ? random.pick([set.year, `(${set.year})`]) : "",
    chance(0.05) ? random.pick(["Age 8+", "ages 10+", "18+", "ab 12 Jahren"]) : "",
    chance(0.5) ? random.pick(conditions) : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function shortened(words: string[], random: Random): string[] {
  if (words.length <= 2 || random.next() >= 0.3) return words;
  const left = Math.floor(random.next() * words.length);
  return words.filter((_, place) => place !== left);
}

function writtenNumber(number: string, random: Random): string {
  return random.pick([
    number,
    number,
    number,
    `(${number})`,
    `#${number}`,
    `Set ${number}`,
    `${number}-1`,
    `set no. ${number}`,
  ]);
}

function misspelt(word: string, random: Random): string {
  if (word.length < 5 || /\d/.test(word)) return word;
  const at = 1 + Math.floor(random.next() * (word.length - 2));
  const before = word.slice(0, at);
  const kind = random.next();
  if (kind < 0.3) return before + word.slice(at + 1);
  if (kind < 0.6) return `${before}${word[at + 1]}${word[at]}${word.slice(at + 2)}`;
  return `${before}${word[at]}${word.slice(at)}`;
}
