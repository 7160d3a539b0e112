import { compileMessage } from "@lingui/message-utils/compileMessage";
import { expect, test } from "vitest";
import german from "./messages/de.json" with { type: "json" };
import english from "./messages/en.json" with { type: "json" };

const texts: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["English", english],
  ["German", german],
];

/** The names of the values that a message takes. */
function valuesOf(message: string): string[] {
  return [...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name ?? "").sort();
}

test("German says all that English says, with the same values", () => {
  expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  for (const [id, message] of Object.entries(english))
    expect([id, [...new Set(valuesOf(german[id as keyof typeof german]))]]).toEqual([
      id,
      [...new Set(valuesOf(message))],
    ]);
});

test.each(texts)("every message of %s can be read, and says something", (_name, messages) => {
  for (const [id, message] of Object.entries(messages)) {
    expect([id, message.trim()]).not.toEqual([id, ""]);
    expect(() => compileMessage(message)).not.toThrow();
  }
});
