import type { Random } from "../random.ts";
import { type Copy, shortNumber } from "./catalogue.ts";

const conditions = {
  new: "BNIB|New|Sealed|NEW & SEALED|neuf scellé|Neu & OVP|sigillato|precintado|nieuw|MISB|nuovo|retired".split("|"),
  used: "used|gebraucht|usato|occasion|complete with box|100% complete|with instructions|boxed|retired".split("|"),
};
const fillers =
  "rare|free postage|gift|for kids|tolles Geschenk|cadeau|da collezione|in hand|fast dispatch|see photos|livraison gratuite".split(
    "|",
  );
const lots = ["2x", "3 x", "Lot", "bundle", "New listing", "job lot"];

/**
 * A title as a seller might write it for a new or a used set. Shares follow what was counted on real listings: one in ten without a
 * number, the number in one of eight spellings, one in a hundred with two digits swapped; a third of longer names
 * lacks a word, one word in seventeen is misspelt, one numbered title in seventeen has no name; theme 60 %, piece
 * count 15 %, year 10 %, age 5 %, somebody's own number 5 %, a condition in one of six languages 50 %, filler words
 * in five languages 15 %, quantity and lot words or "New listing" 4 %. Any order.
 */
export function noisyTitle(set: Copy, random: Random): string {
  const chance = (share: number) => random.next() < share;
  const often = (share: number, text: () => string) => (chance(share) ? text() : "");
  const words = shortened(set.name.split(/\s+/), random).map((word) => (chance(0.06) ? misspelt(word, random) : word));
  const numbered = chance(0.9) || words.length < 2;
  const name = numbered && chance(0.06) ? "" : words.join(" ");
  const number = numbered ? writtenNumber(shortNumber(set), random) : "";
  const { pieces, year } = set;
  const parts = [
    often(0.04, () => random.pick(lots)),
    often(0.93, () => random.pick(["LEGO", "Lego", "lego", "LEGO®"])),
    often(0.6, () => set.theme),
    ...(chance(0.4) ? [number, name] : [name, number]),
    often(0.15, () => random.pick([`${pieces} pcs`, `${pieces} pieces`, `${pieces} pièces`, `(${pieces} Teile)`])),
    often(0.1, () => random.pick([year, `(${year})`])),
    often(0.05, () => random.pick(["Age 8+", "ages 10+", "18+", "ab 12 Jahren"])),
    often(0.05, () => random.pick(["(A)-", "ref ", "#", "box "]) + Math.floor(random.next() * 90 + 1)),
    often(0.5, () => random.pick(conditions[set.wear])),
    often(0.15, () => random.pick(fillers)),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function shortened(words: string[], random: Random): string[] {
  if (words.length <= 2 || random.next() >= 0.3) return words;
  const left = Math.floor(random.next() * words.length);
  return words.filter((_, place) => place !== left);
}

function writtenNumber(number: string, random: Random): string {
  const typed = random.next() < 0.01 ? swapped(number, random) : number;
  const shapes = [typed, typed, typed, `(${typed})`, `#${typed}`, `Set ${typed}`, `${typed}-1`, `set no. ${typed}`];
  return random.pick(shapes);
}

/** Two neighbouring digits change places: often the number of another set. */
function swapped(number: string, random: Random): string {
  const at = Math.floor(random.next() * (number.length - 1));
  return number.slice(0, at) + (number[at + 1] ?? "") + (number[at] ?? "") + number.slice(at + 2);
}

function misspelt(word: string, random: Random): string {
  if (word.length < 5 || /\d/.test(word)) return word;
  const at = 1 + Math.floor(random.next() * (word.length - 2));
  const before = word.slice(0, at);
  const kind = random.next();
  if (kind < 0.3) return before + word.slice(at + 1);
  if (kind < 0.6) return `${before}${word[at + 1]}${word[at]}${word.slice(at + 2)}`;
  if (kind < 0.8) return `${before}${word[at]}${word.slice(at)}`;
  return before + String.fromCharCode(97 + Math.floor(random.next() * 26)) + word.slice(at + 1);
}
