/** What a cell says, or why it cannot be used: a sentence that says what to do. */
export type CellResult<Value> = { ok: true; value: Value } | { ok: false; message: string };

export function good<Value>(value: Value): CellResult<Value> {
  return { ok: true, value };
}

export function bad(message: string): { ok: false; message: string } {
  return { ok: false, message };
}

/** The text of a cell; null when empty. Takes off the mark that our export puts before what looks like a formula. */
export function cellText(cell: string): string | null {
  const text = cell.replace(/^'(?=['=+\-@\t\r\n＝＋－＠])/, "").trim();
  return text === "" ? null : text;
}

/** A quantity: a whole number from 0, with or without thousands marks. */
export function readQuantity(text: string): CellResult<number> {
  const plain = text.replace(/^\+/, "").replace(/(?<=\d)[,. '\u00a0\u202f](?=\d{3}(?!\d))/g, "");
  const match = /^([-−]?)(\d+)(?:[.,]0+)?$/.exec(plain);
  if (!match) return bad(`"${text}" is not a whole number. Write 0, 1, 2 or more.`);
  if (match[1] !== "" && Number(match[2]) > 0) return bad(`"${text}" is below 0. Write 0 or more units.`);
  const value = Number(match[2]);
  return value <= 1_000_000 ? good(value) : bad(`"${text}" is more than a million units. Check the number.`);
}

/** One of a closed set of words, by the word or another name for it. */
export function readChoice<Choice extends string>(
  text: string,
  words: Readonly<Record<string, Choice>>,
  offered: readonly string[],
): CellResult<Choice> {
  const value = words[text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")];
  return value === undefined ? bad(`"${text}" is not known. Write ${listOf(offered)}.`) : good(value);
}

function listOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}
