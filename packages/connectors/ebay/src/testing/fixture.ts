import { readFileSync } from "node:fs";

/** The text of a file in `__fixtures__`. */
export function fixtureText(name: string): string {
  return readFileSync(new URL(`../__fixtures__/${name}`, import.meta.url), "utf8");
}

/** The parsed JSON of a file in `__fixtures__`. */
export function fixture<Value = unknown>(name: string): Value {
  return JSON.parse(fixtureText(name)) as Value;
}
