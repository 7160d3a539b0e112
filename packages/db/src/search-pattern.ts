/** An ILIKE pattern that finds the words anywhere, every character taken literally; null for empty text. */
export function searchPattern(words: string): string | null {
  const text = words.trim();
  if (text === "") return null;
  return `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
