const stopWords = new Set(
  `lego the and for with from this that set sets new used box boxed sealed brand complete retired rare bnib nib misb nisb
  bnisb instructions minifigure minifigures minifig figure figures pieces pcs piece years age ages lot bundle pack free
  post postage genuine official please read see all not our your edition item condition neuf neu nuovo nuevo nieuw ovp
  avec und con mit per une des les del mint scelle precintado sigillato sigillata usato usata usado gebraucht gebruikt
  occasion versiegelt nieuw geschenk cadeau regalo gift see photos fast dispatch hand livraison gratuite sehr gut voor
  kids children bnisb nisb retired der die das dem den het een uno una los las pour fur with without`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

const shortest = 3;

/** Lower-case words of a text without accents or punctuation. */
export function splitWords(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

/** Whether a word may tell one product from another: no stop word, no digits alone, at least three letters. */
export function isTellingWord(word: string): boolean {
  return word.length >= shortest && !/^\d+$/.test(word) && !stopWords.has(word);
}

/** The telling words of a title. */
export function titleWords(title: string): string[] {
  return [...new Set(splitWords(title).filter(isTellingWord))];
}

/** A title's form for comparing whole titles. */
export function foldTitle(title: string): string {
  return splitWords(title).join(" ");
}
