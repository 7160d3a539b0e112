import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type CursorPart, readCursor, writeCursor } from "./paging.ts";

describe("a cursor", () => {
  const id = randomUUID();
  it.each<[CursorPart, string]>([
    ["time", "2026-11-21T18:00:00.000Z"],
    ["time", "2026-11-21 18:00:00.123456+00"],
    ["time", "9999-12-31T00:00:00.000Z"],
    ["text", "' OR 1=1--"],
    ["number", "-12"],
    ["id", id],
  ])("holds a %s such as %s", (part, value) => {
    expect(readCursor(writeCursor([value, id]), [part, "id"])).toEqual([value, id]);
  });

  it.each<[CursorPart, string]>([
    ["time", "2026-01-01'; DROP TABLE orders;--"],
    ["time", "2026-02-31T00:00:00.000Z"],
    ["time", "2026-13-01T00:00:00.000Z"],
    ["time", "2026-01-01T99:00:00.000Z"],
    ["time", ""],
    ["text", "a\0b"],
    ["number", "1e9"],
    ["id", "1"],
  ])("with a %s such as %j is refused before the database sees it", (part, value) => {
    expect(() => readCursor(writeCursor([value, id]), [part, "id"])).toThrow("This page cannot be found.");
  });

  it("that is longer, shorter, or none is refused; absent there is none", () => {
    for (const given of [writeCursor([id, id, id]), writeCursor([id]), "nonsense", "%%", "W10"])
      expect(() => readCursor(given, ["text", "id"])).toThrow("This page cannot be found.");
    for (const given of [undefined, null, ""]) expect(readCursor(given, ["text", "id"])).toBeNull();
  });
});
