/** Titles longer than this are cut: real ones stay under 300 characters, and matching must cost bounded time. */
const maximumTextLength = 1_000;

const combiningMarks = /\p{M}+/gu;
// Control and format characters: line breaks become spaces, the rest (bidirectional marks, zero widths) vanish.
const lineBreaks = /[\t\n\v\f\r\u2028\u2029]+/g;
const invisible = /[\p{Cc}\p{Cf}]+/gu;
const dashes = /[\u2010-\u2015\u2212]/g;
const quotes = /[\u2018\u2019\u201a\u201b`\u00b4]/g;
const doubleQuotes = /[\u201c-\u201f\u2033]/g;

const shares = /(?<![\d.,])\d{1,3}(?:[.,]\d{1,2})? ?%/g;
const plainAscii = /^[ !"#$%&'()*+,\-./0-9:;<=>?@A-Z[\\\]^_a-z{|}~]*$/;

/**
 * Brings a title to the form that everything in matching compares: compatibility-decomposed, without accents,
 * lower case, plain dashes and quotes, no invisible characters, at most `limit` characters.
 */
export function normaliseText(text: string, limit: number = maximumTextLength): string {
  const cut = text.slice(0, limit);
  const plain = plainAscii.test(cut) ? cut.toLowerCase() : plainForm(cut, limit);
  // "100 % complete" and "50% off" name no product.
  return plain.includes("%") ? plain.replace(shares, " ") : plain;
}

function plainForm(text: string, limit: number): string {
  return text
    .replace(lineBreaks, " ")
    .replace(invisible, "")
    .normalize("NFKD")
    .slice(0, limit)
    .replace(combiningMarks, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(dashes, "-")
    .replace(quotes, "'")
    .replace(doubleQuotes, '"');
}

/** A normalised text without spaces and signs. */
export function squash(normalised: string): string {
  return normalised.replace(/[^\p{L}\p{N}]+/gu, "");
}
