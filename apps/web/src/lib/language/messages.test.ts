import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { expect, test } from "vitest";
import { languages } from "./language.ts";

const folder = join(import.meta.dirname, "messages");
const areas = readdirSync(join(folder, "en"));

function read(code: string, area: string): Record<string, string> {
  return JSON.parse(readFileSync(join(folder, code, area), "utf8")) as Record<string, string>;
}

function namesIn(tokens: unknown): string[] {
  if (!Array.isArray(tokens)) return [];
  return tokens.flatMap((token) => {
    if (!Array.isArray(token)) return [];
    const [name, , choices] = token as [string, string?, Record<string, unknown>?];
    return [name, ...Object.values(choices ?? {}).flatMap(namesIn)];
  });
}

/** The names of the values that a message takes. */
function valuesOf(message: string): string[] {
  return [...new Set(namesIn(compileMessage(message)))].filter((name) => name !== "#").sort();
}

const both = languages.flatMap(({ code, name }) => areas.map((area) => ({ code, name, area })));

test.each(languages)("$name has a file for every part of the application, and none besides", ({ code }) => {
  expect(readdirSync(join(folder, code)).sort()).toEqual([...areas].sort());
});

test.each(both)("$name says all that English says in $area, with the same values", ({ code, area }) => {
  const english = read("en", area);
  const texts = read(code, area);
  expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
  for (const [id, message] of Object.entries(english))
    expect([id, valuesOf(texts[id] ?? "")]).toEqual([id, valuesOf(message)]);
});

test.each(both)("every message of $name in $area can be read, and says something", ({ code, area }) => {
  for (const [id, message] of Object.entries(read(code, area))) {
    expect([id, message.trim()]).not.toEqual([id, ""]);
    expect(() => compileMessage(message)).not.toThrow();
  }
});

test("no two parts call a text by the same name", () => {
  const ids = areas.flatMap((area) => Object.keys(read("en", area)));
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
});
