/**
 * An ILIKE pattern that finds the words anywhere, every character taken literally; null for empty text. The null
 * character, which no stored text has, is left out: the database refuses it.
 */
export function searchPattern(words: string): string | null {
  const text = words.replaceAll("\0", "").trim();
  if (text === "") return null;
  return `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}

/** Whether the trigram index knows a word: one of three letters and more. */
export function isLookedUp(word: string): boolean {
  return word.length >= 3;
}
