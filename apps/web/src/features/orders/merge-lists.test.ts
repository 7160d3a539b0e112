import { describe, expect, it } from "vitest";
import { mergeLists } from "./merge-lists.ts";

const row = (id: string, day: number) => ({ id, placedAt: `2026-11-${String(day).padStart(2, "0")}T00:00:00.000Z` });

describe("mergeLists", () => {
  it("joins lists newest first", () => {
    const lists = [
      { rows: [row("a", 20), row("c", 10)], hasMore: false },
      { rows: [row("b", 15)], hasMore: false },
    ];
    expect(mergeLists(lists).map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("holds back what an unread page of another list may come before", () => {
    const lists = [
      { rows: [row("a", 20), row("c", 10)], hasMore: false },
      { rows: [row("b", 15)], hasMore: true },
    ];
    expect(mergeLists(lists).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("leaves one list as it is", () => {
    expect(mergeLists([{ rows: [row("a", 2), row("b", 1)], hasMore: true }]).map(({ id }) => id)).toEqual(["a", "b"]);
  });
});
