/**
 * Reads JSON as Brickset's server does: besides the strict form, keys without quotes, single quotes and a comma too
 * many. Throws `SyntaxError` on anything else.
 */
export function parseRelaxedJson(text: string): unknown {
  const tokens = tokenize(text);
  const value = readValue(tokens);
  if (tokens.length > 0) throw new SyntaxError(`There is more after the value: ${tokens[0]?.text}`);
  return value;
}

interface Token {
  kind: "sign" | "text" | "word";
  text: string;
}

const TOKEN = /\s*(?:([{}[\]:,])|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([^\s{}[\]:,"']+))/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text);
    if (found === null) throw new SyntaxError("Not JSON, not even relaxed");
    const [, sign, quoted, word] = found;
    if (sign !== undefined) tokens.push({ kind: "sign", text: sign });
    else if (quoted !== undefined) tokens.push({ kind: "text", text: unquote(quoted) });
    else tokens.push({ kind: "word", text: word ?? "" });
  }
  return tokens;
}

function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1).replaceAll("\\'", "'");
  const safe = quoted.startsWith("'") ? inner.replace(/(?<!\\)"/g, '\\"') : inner;
  return String(JSON.parse(`"${safe}"`));
}

function readValue(tokens: Token[]): unknown {
  const token = next(tokens);
  if (token.kind === "text") return token.text;
  if (token.text === "{") return readObject(tokens);
  if (token.text === "[") return readArray(tokens);
  if (token.kind === "sign") throw new SyntaxError(`Unexpected ${token.text}`);
  return JSON.parse(token.text);
}

function readObject(tokens: Token[]): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  while (!accept(tokens, "}")) {
    const key = next(tokens);
    if (key.kind === "sign" || !accept(tokens, ":")) throw new SyntaxError("A name and a colon are wanted");
    entries.push([key.text, readValue(tokens)]);
    if (!accept(tokens, ",") && tokens[0]?.text !== "}") throw new SyntaxError("A comma is wanted");
  }
  return Object.fromEntries(entries);
}

function readArray(tokens: Token[]): unknown[] {
  const values: unknown[] = [];
  while (!accept(tokens, "]")) {
    values.push(readValue(tokens));
    if (!accept(tokens, ",") && tokens[0]?.text !== "]") throw new SyntaxError("A comma is wanted");
  }
  return values;
}

function next(tokens: Token[]): Token {
  const token = tokens.shift();
  if (token === undefined) throw new SyntaxError("The text ends too early");
  return token;
}

function accept(tokens: Token[], sign: string): boolean {
  if (tokens[0]?.kind !== "sign" || tokens[0].text !== sign) return false;
  tokens.shift();
  return true;
}
