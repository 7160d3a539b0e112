// The characters that part the pairs of one cell, when they occur inside a value.
const marks: readonly (readonly [string, string])[] = [
  ["%", "%25"],
  [";", "%3B"],
  ["/", "%2F"],
  ["\n", "%0A"],
];

/** Writes a value so that it can stand in a cell of pairs. */
export function escapePart(value: string): string {
  return marks.reduce((text, [mark, code]) => text.replaceAll(mark, code), value);
}

/** Reads what `escapePart` wrote; other text is left as it is. */
export function unescapePart(text: string): string {
  return text.replace(/%(25|3B|2F|0A)/gi, (code) => decodeURIComponent(code));
}
