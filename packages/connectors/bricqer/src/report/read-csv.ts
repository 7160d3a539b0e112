/**
 * Reads a table of comma- or semicolon-separated values with a header: the delimiter is the one that the header line has
 * more of. Quoted fields may hold delimiters, line breaks and doubled quotes. Throws a SyntaxError for an open quote.
 */
export function readCsv(text: string): Record<string, string>[] {
  const header = text.slice(0, text.search(/\r|\n|$/));
  const delimiter = header.split(";").length > header.split(",").length ? ";" : ",";
  const [names = [], ...rows] = readRows(text.replace(/^\uFEFF/, ""), delimiter);
  return rows
    .filter((row) => row.some((field) => field !== ""))
    .map((row) => Object.fromEntries(names.map((name, index) => [name.trim(), row[index] ?? ""])));
}

function readRows(text: string, delimiter: string): string[][] {
  const field = new RegExp(
    `("(?:[^"]|"")*"|[^"${delimiter}\\r\\n][^${delimiter}\\r\\n]*|)(${delimiter}|\\r\\n|\\n|\\r|$)`,
    "y",
  );
  const rows: string[][] = [];
  let row: string[] = [];
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (found === null) throw new SyntaxError("The table breaks off inside quotes.");
    const [, value = "", end] = found;
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === delimiter && field.lastIndex < text.length) continue;
    if (end === delimiter) row.push("");
    rows.push(row);
    row = [];
  }
  return rows;
}
