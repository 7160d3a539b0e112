import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRelaxedJson } from "./relaxed-json.ts";

describe("relaxed JSON", () => {
  it("reads all that strict JSON is", () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), (text) => {
        expect(parseRelaxedJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ["{year:2020,pageSize:2000}", { year: 2020, pageSize: 2000 }],
    ["{ 'query' : 'Knight\"s', owned:1, }", { query: 'Knight"s', owned: 1 }],
    ["{'a':'it\\'s'}", { a: "it's" }],
    ["[1,2,]", [1, 2]],
  ])("reads %s", (text, value) => {
    expect(parseRelaxedJson(text)).toEqual(value);
  });

  it.each(["", "{", "{a}", "{a:}", "{a:1 b:2}", "{a:b}", "{} {}", "}", "'open", "{a:1"])("refuses %j", (text) => {
    expect(() => parseRelaxedJson(text)).toThrow(SyntaxError);
  });
});
