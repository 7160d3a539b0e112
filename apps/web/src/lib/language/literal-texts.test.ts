import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findLiteralTexts } from "../../../literal-texts.ts";

const source = join(import.meta.dirname, "../..");
const files = globSync("**/*.{ts,tsx}", { cwd: source }).filter((file) => !file.includes(".test."));

/** Names that are the same in every language, and words for machines that read like words for people. */
const allowed = new Set([
  ...["Counterfoil", "English", "Deutsch", "Ctrl K", "Shell", "Enter", "https://", "ready", "set number"],
  ...["Amazon", "Brick Owl", "Bricqer", "Brickset", "TikTok Shop", "Flipkart", "Bq", "Bs"],
  ...["input, textarea, select, [contenteditable=true]", "a, button, input, [role=button]"],
  ...["Edge", "Opera", "Firefox", "Chrome", "Safari", "Android", "Windows", "Linux"],
]);

const isMachines = (text: string) => allowed.has(text) || /^COUNTERFOIL_|, (sans-serif|monospace)$/.test(text);

test("no page holds a text outside the language files", () => {
  const found = files.flatMap((file) =>
    findLiteralTexts(file, readFileSync(join(source, file), "utf8"))
      .filter(({ text }) => !isMachines(text))
      .map(({ line, text }) => `${file}:${line} ${text}`),
  );
  expect(found).toEqual([]);
});

const textsIn = (code: string) => findLiteralTexts("page.tsx", code).map(({ text }) => text);

test.each([
  ["<p>Nothing yet</p>", "Nothing yet"],
  ["<p>{ready ? 'yes' : null}</p>", "yes"],
  ["<Button aria-label={busy ? `Stop it` : undefined} />", "Stop it"],
  ["<Field placeholder='optional' />", "optional"],
  ["const column = { label: 'stock' };", "stock"],
  ["notify(`All orders are sent`)", "All orders are sent"],
  ["const words = ['Paid', 'x'];", "Paid"],
  ["const spans = { week: '7 days' };", "7 days"],
])("%s holds a text", (code, text) => {
  expect(textsIn(code)).toEqual([text]);
});

test.each([
  "<p className='mono truncate'>{t('orders.none')}</p>",
  "import { x } from 'Some module';",
  "type Word = 'Some word';",
  "if (event.key === 'Escape') close();",
  "const column = { id: 'total', label: t('orders.total') };",
  "const words = statesBy(t, { paid: { word: 'status.paid', tone: 'done' } });",
  "throw new Error('No such element here');",
])("%s holds none", (code) => {
  expect(textsIn(code)).toEqual([]);
});

test("code that is loaded when it is wanted brings its words along", () => {
  const bare = files.filter((file) =>
    /\b(lazy|lazyRouteComponent)\(\s*(?!\s|withTexts\()/.test(readFileSync(join(source, file), "utf8")),
  );
  expect(bare).toEqual([]);
});
