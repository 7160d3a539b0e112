import { existsSync } from "node:fs";
import { readCatalogue, shortNumber } from "../lego/catalogue.ts";
import { readTables } from "../quality/product-tables.ts";
import { createRandom, type Random } from "../random.ts";

/** A title typed again by somebody else, and the title that was meant. */
export interface Query {
  title: string;
  wanted: string;
}

/** Titles to search, and searches; the same for every engine and every run. */
export interface Corpus {
  titles: string[];
  queries: Query[];
}

const seed = 7;
const colours = ["black", "white", "red", "blue", "green", "silver"];

/** Makes a corpus of any size out of real titles: these first, then ones with words and numbers changed. */
export function makeCorpus({ data, size, queries }: { data: string; size: number; queries: number }): Corpus {
  const random = createRandom(seed);
  const bases = existsSync(data) ? realTitles(data) : inventedTitles(random);
  const words = [...new Set(bases.flatMap((title) => title.toLowerCase().match(/[a-z]{4,}/g) ?? []))];
  const vary = (title: string) => {
    const parts = [title];
    if (random.next() < 0.3) parts.push(random.pick(colours));
    if (random.next() < 0.5) parts.push(random.pick(words));
    if (random.next() < 0.4)
      parts.push(`- ${random.pick(["SD", "KX", "PM", "WH"])}${Math.floor(random.next() * 9e5 + 1e4)}`);
    if (random.next() < 0.3) parts.push(`${Math.floor(random.next() * 2000)}pcs`);
    return parts.join(" ");
  };
  const titles = Array.from({ length: size }, (_, place) => bases[place] ?? vary(random.pick(bases)));
  const asked = Array.from({ length: queries }, (): Query => {
    const wanted = random.pick(titles);
    return { wanted, title: retyped(wanted, random) };
  });
  return { titles, queries: asked };
}

function realTitles(data: string): string[] {
  const sets = readCatalogue(data).map((set) => `LEGO ${shortNumber(set)} ${set.name}`);
  const products = readTables(data).flatMap(({ lines, items }) => [...lines, ...items].map(({ title }) => title));
  return [...sets, ...products];
}

// Without the data folder: words made of syllables, so that the speed can be measured anywhere.
function inventedTitles(random: Random): string[] {
  const syllables = "ba ce di fo gu ka le mi no pu ra se ti vo zu".split(" ");
  const word = () => Array.from({ length: 2 + Math.floor(random.next() * 3) }, () => random.pick(syllables)).join("");
  const words = Array.from({ length: 8_000 }, word);
  return Array.from({ length: 30_000 }, (_, place) => {
    const some = Array.from({ length: 3 + Math.floor(random.next() * 5) }, () => random.pick(words));
    return `${some.join(" ")} ${random.next() < 0.5 ? 1_000 + place : ""}`.trim();
  });
}

function retyped(title: string, random: Random): string {
  let words = title.split(" ");
  if (words.length > 3 && random.next() < 0.5) words.splice(Math.floor(random.next() * words.length), 1);
  if (random.next() < 0.4) words.push(random.pick(["new", "sealed", "BNIB", "used"]));
  const at = Math.floor(random.next() * words.length);
  const word = words[at] ?? "";
  if (random.next() < 0.3 && word.length > 4) words[at] = word.slice(0, 2) + word.slice(3);
  if (random.next() < 0.3) words = [...words.slice(2), ...words.slice(0, 2)];
  return words.join(" ");
}
