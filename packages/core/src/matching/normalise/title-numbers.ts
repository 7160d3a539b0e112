/** A number in a title that may be a set number, most likely first. `marked` stands after "set", "#" or in brackets. */
export interface TitleNumber {
  number: string;
  marked: boolean;
}

const countWords =
  "pcs?|pieces?|parts?|bricks?|pi[eè]ces?|piezas?|pezzi|teile|teilig|stukjes|d[ií]lk[uů]|elements?|figs?|minifig(?:ure)?s?|minifigs";
// Digits that are certainly something else; each is blanked before numbers are read.
const notSetNumbers: readonly RegExp[] = [
  new RegExp(`\\b\\d[\\d.,]*\\s*\\+?\\s*(?:${countWords})\\b`, "giu"),
  new RegExp(`\\b(?:${countWords})\\s*[:=]?\\s*\\d[\\d.,]*\\b`, "giu"),
  /\b(?:part|element|item id|design)\s*(?:no\.?|number|nr\.?|#)?\s*[:#]?\s*\d+\b/giu,
  /\b(?:ages?|aged|ab|anni|ans|years?)\s*\d+\s*(?:\+|plus|-\s*\d+)?/giu,
  /\b\d{1,2}\s*(?:\+|plus\b)/giu,
  /\b1\s*[:/]\s*\d+\b/gu,
  /\b\d+\s*x\s*\d+(?:\s*x\s*\d+)*\b/giu,
  /\b\d{1,3}\s*x\s/giu,
  /(?:^|\s)x\s*\d{1,3}\b/giu,
  /\b(?:lot|pack|set|box|case)\s+of\s+\d+\b/giu,
  /\b(?:series|s[eé]rie|vol(?:ume)?|season|wave)\s*\d+\b/giu,
  /[£$€]\s*\d[\d.,]*|\b\d[\d.,]*\s*(?:gbp|usd|eur|cm|mm|kg|g|inch(?:es)?|ml)\b/giu,
  /\b\d+(?:st|nd|rd|th)\b/giu,
  /\b(?!lego|set)[a-z]{1,4}-\d{1,4}[a-z]*\b/giu,
  /\b\d+pb\d+\b/giu,
  /\b\d{1,3}(?:[.,]\d{3})+\b|\b\d+\.\d{1,2}\b/gu,
];

// A single letter after the digits makes a part number (3048c), not a set.
const numberPattern = /(?<!\d)(\d{3,7})(?:-(\d{1,2}))?(?!\d|\p{L}(?!\p{L}))/gu;
const markerBefore = /(?:\bset|#|\bno\.?|\bnr\.?|\bref\.?|n°|[[(])\s*[:#]?\s*$/iu;

function blank(title: string): string {
  return notSetNumbers.reduce((text, pattern) => text.replace(pattern, (hit) => " ".repeat(hit.length)), title);
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
  const text = blank(title.replace(/^\s*new listing/iu, " "));
  const found = new Map<string, TitleNumber>();
  for (const match of text.matchAll(numberPattern)) {
    const [, digits = "", variant] = match;
    const before = text.slice(0, match.index);
    const marked = markerBefore.test(before);
    const glued = /\p{L}$/u.test(before) && !/lego$/iu.test(before);
    const bracketed = /[[(]\s*$/u.test(before);
    if (glued || (isYear(digits) && (!marked || bracketed))) continue;
    const number = variant === undefined || variant === "1" ? digits : `${digits}-${variant}`;
    const earlier = found.get(number);
    found.set(number, { number, marked: marked || (earlier?.marked ?? false) });
  }
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}
