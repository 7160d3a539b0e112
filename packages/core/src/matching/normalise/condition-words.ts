import { splitWords } from "./title-words.ts";

/** What a title says about wear; null where it says nothing. */
export type TitleCondition = "new" | "used" | null;

const newWords = new Set(
  "bnib nib bnisb nisb misb bnip nip sealed unopened neuf neuve nuovo nuova nuevo nueva neu nieuw sigillato precintado scelle ungeoffnet".split(
    " ",
  ),
);
const usedWords = new Set(
  "used preowned preloved built opened montato gebraucht occasion usato usado gebruikt incomplete secondhand refurbished refurb renewed reconditioned generaluberholt reconditionne ricondizionato reacondicionado".split(
    " ",
  ),
);
const usedPhrases = [
  "like new",
  "as new",
  "nearly new",
  "wie neu",
  "comme neuf",
  "come nuovo",
  "como nuevo",
  "pre owned",
  "pre loved",
  "second hand",
];
// "New" opens many names: A New Hope, New York, New Republic.
const namesAfterNew = new Set(
  "hope york republic orleans zealand year years jersey era asgard mutants order england delhi series".split(" "),
);

// "Brick-built", "custom built" and "built-in" say how a thing is made.
function isBuiltOf(words: readonly string[], place: number): boolean {
  if (words[place] !== "built") return false;
  return words[place + 1] === "in" || ["brick", "custom", "well"].includes(words[place - 1] ?? "");
}

function saysNew(words: readonly string[]): boolean {
  return words.some((word, index) => {
    if (newWords.has(word)) return true;
    if (word !== "new") return false;
    const next = words[index + 1];
    return next === undefined || (!namesAfterNew.has(next) && next !== "listing");
  });
}

/** Reads condition words, whole words only: "Newcastle" says nothing, "used, like new" is used. */
export function readConditionWords(title: string): TitleCondition {
  return conditionOf(splitWords(title));
}

/** The same from the words of a title. */
export function conditionOf(words: readonly string[]): TitleCondition {
  const text = ` ${words.join(" ")} `;
  if (usedPhrases.some((phrase) => text.includes(` ${phrase} `))) return "used";
  if (words.some((word, place) => usedWords.has(word) && !isBuiltOf(words, place))) return "used";
  return saysNew(words) ? "new" : null;
}
