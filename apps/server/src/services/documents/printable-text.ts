/** Stands where the font has no sign for a character: seen, so that somebody looks. */
export const missingSign = "\u25a1";

/** A stretch of text in one writing direction. */
export interface TextRun {
  text: string;
  rightToLeft: boolean;
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const strong = /\p{L}/u;
// Letters of such a script, with what stands between them and belongs to neither direction.
const stretches =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+(?:[\s\p{P}]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+)*/gu;

/** One line without characters that steer, and with a visible sign for each that the font lacks. */
export function printable(text: string, has: (codePoint: number) => boolean): { text: string; missing: string[] } {
  const missing: string[] = [];
  const plain = text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\p{Cf}|\ufe0f/gu, "");
  const shown = Array.from(plain, (character) => {
    if (has(character.codePointAt(0) ?? 0)) return character;
    missing.push(character);
    return missingSign;
  });
  return { text: shown.join(""), missing };
}

/** The runs of a line in the order in which they stand on paper, from left to right. */
export function visualRuns(text: string): TextRun[] {
  if (!rightToLeft.test(text)) return text === "" ? [] : [{ text, rightToLeft: false }];
  const runs: TextRun[] = [];
  let at = 0;
  for (const match of text.matchAll(stretches)) {
    if (match.index > at) runs.push({ text: text.slice(at, match.index), rightToLeft: false });
    runs.push({ text: match[0], rightToLeft: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) runs.push({ text: text.slice(at), rightToLeft: false });
  const first = strong.exec(text)?.[0] ?? "";
  return rightToLeft.test(first) ? runs.reverse().map(turned) : runs;
}

/** What stands between a left-to-right run and its neighbours changes sides with them. */
function turned({ text, rightToLeft: isTurned }: TextRun): TextRun {
  const [, before = "", body = "", after = ""] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  return { text: isTurned ? text : `${after}${body}${before}`, rightToLeft: isTurned };
}

/** Breaks text into lines of at most a width; a word that is wider is broken inside. */
export function wrapText(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.trim().split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = breakWord(word, fits);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  return line === "" ? lines : [...lines, line];
}

function breakWord(word: string, fits: (line: string) => boolean): string[] {
  const pieces = [""];
  for (const character of word) {
    const longer = `${pieces.at(-1)}${character}`;
    if (pieces.at(-1) !== "" && !fits(longer)) pieces.push(character);
    else pieces[pieces.length - 1] = longer;
  }
  return pieces;
}
