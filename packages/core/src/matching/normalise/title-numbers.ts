/** A number in a title that may be a set number, most likely first. `marked` stands after "set", "#" or in brackets. */
export interface TitleNumber {
  number: string;
  marked: boolean;
}

const pieceWords = "pcs?|pieces?|pi[eè]ces?|piezas?|pezzi|teile|teilig|stukjes|d[ií]lk[uů]";
// In the plural only: "6161 Brick Box" is no count.
const countWords = `${pieceWords}|parts|bricks|elements|figs|minifig(?:ure)?s`;
const either = (...patterns: string[]) => `(?:${patterns.join("|")})`;

// What stands before digits that are certainly something else than a set number.
const before = new RegExp(
  `${either(
    // "182 elements 1065": there the word belongs to the number before it.
    `(?<![\\d+]\\s{0,3})\\b(?:${pieceWords})\\s*[:=]?\\s*`,
    `\\b(?:${countWords})\\s*[:=]\\s*`,
    "\\b(?:part|element|item id|design)\\s*(?:no\\.?|number|nr\\.?|#)?\\s*[:#]?\\s*",
    "\\b(?:ages?|aged|ab|anni|ans|years?)\\s*",
    "\\b1\\s*[:/]\\s*",
    "\\b\\d+\\s*x\\s*",
    "\\b(?:lot|pack|set|box|case)\\s+of\\s+",
    "\\b(?:series|s[eé]rie|vol(?:ume)?|season|wave)\\s*",
    "[£$€]\\s*",
    "\\b\\d+pb",
    "\\b\\d{1,3}[.,]",
  )}$`,
  "u",
);
// And what stands after them.
const after = new RegExp(
  `^${either(
    `[\\d.,]*\\s*\\+?\\s*(?:${countWords})\\b`,
    "[\\d.,]*\\s*(?:gbp|usd|eur|cm|mm|kg|g|inch(?:es)?|ml|[gtm]b|[kmg]?hz|mah|watts?|volts?|oz|lbs?|ft)\\b",
    "\\s*x\\s*\\d",
    "\\s*%",
    "(?:st|nd|rd|th)\\b",
    "pb\\d+\\b",
    "[.,]\\d{3}\\b(?!\\d)",
    "\\.\\d{1,2}\\b",
  )}`,
  "u",
);
const modelBefore = /\b(?!lego|set)[a-z]{1,4}-$/u;
const timesBefore = /(?:^|\s)x\s*$/u;
const timesAfter = /^\s*x\s/u;
const window = 32;

// A single letter after the digits makes a part number (3048c), not a set.
const numberPattern = /(?<!\d)(\d{3,7})(?:-(\d{1,2}))?(?!\d|\p{L}(?!\p{L}))/gu;
const markerBefore = /(?:\bset|#|\bno\.?|\bnr\.?|\bref\.?|n°|[[(])\s*[:#]?\s*$/u;

function isSomethingElse(digits: string, [left, right]: readonly [string, string]): boolean {
  if (before.test(left) || after.test(right)) return true;
  if (digits.length <= 4 && modelBefore.test(left)) return true;
  return digits.length <= 3 && (timesBefore.test(left) || timesAfter.test(right));
}

function isYear(number: string): boolean {
  return number.length === 4 && Number(number) >= 1950 && Number(number) <= 2039;
}

function rank({ number, marked }: TitleNumber): number {
  const byLength: Readonly<Record<number, number>> = { 5: 0, 7: 1, 6: 2, 4: 3, 3: 4 };
  return (byLength[number.length] ?? 5) - (marked ? 3 : 0);
}

/**
 * Numbers of a title that may be set numbers, likeliest first: years, piece counts, ages, scales, sizes, quantities,
 * series and model names are left out, a variant `-1` is dropped. They are candidates, never proof.
 */
export function readTitleNumbers(title: string): TitleNumber[] {
  const text = title.toLowerCase().replace(/^\s*new listing/u, " ");
  const found = new Map<string, TitleNumber>();
  for (const match of text.matchAll(numberPattern)) {
    const [, digits = "", variant] = match;
    const end = match.index + digits.length;
    const left = text.slice(Math.max(0, match.index - window), match.index);
    if (isSomethingElse(digits, [left, text.slice(end, end + window)])) continue;
    // "3233-1" is how sets are written, and hardly anything else.
    const marked = markerBefore.test(left) || (variant !== undefined && digits.length >= 4 && !isYear(digits));
    const glued = /\p{L}$/u.test(left) && !left.endsWith("lego");
    const bracketed = /[[(]\s*$/u.test(left);
    // "1994-1" is a set; "1994" and "1994-95" are years.
    const mayBeYear = isYear(digits) && !/^-\d(?![\d\p{L}])/u.test(text.slice(end, end + 3));
    if (glued || (mayBeYear && (!marked || bracketed))) continue;
    const number = variant === undefined || variant === "1" ? digits : `${digits}-${variant}`;
    const earlier = found.get(number);
    found.set(number, { number, marked: marked || (earlier?.marked ?? false) });
  }
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}
