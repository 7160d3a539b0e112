import { expect, test } from "vitest";
import { z } from "zod";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { batches, nextLink, nextOffset, nextPageNumber } from "./next-position.ts";
import { type PageSource, readPages } from "./read-pages.ts";
import { readRecords } from "./read-records.ts";

const keyed = { keyOf: (item: number) => String(item), cursor: (next: number | null) => encodeCursor(next) };

async function collect<Item, Position>(source: PageSource<Item, Position>) {
  const pages = [];
  for await (const page of readPages(source)) pages.push(page);
  return pages;
}

test("offset pages are walked to the total, each with the cursor that resumes after it", async () => {
  const all = [1, 2, 3, 4, 5];
  const pages = await collect({
    first: 0,
    ...keyed,
    fetch: async (offset) => {
      const items = all.slice(offset, offset + 2);
      return { items, next: nextOffset({ offset, received: items.length, total: all.length }) };
    },
  });
  expect(pages.map((page) => [page.items, page.cursor])).toEqual([
    [[1, 2], "2"],
    [[3, 4], "4"],
    [[5], "null"],
  ]);
});

test("a page given twice is read again, so that nothing is missed or doubled", async () => {
  const answers = [[1, 2], [1, 2], [3]];
  const asked: number[] = [];
  const pages = await collect({
    first: 1,
    ...keyed,
    fetch: async (position) => {
      asked.push(position);
      const items = answers.shift() ?? [];
      return { items, next: position === 1 ? 2 : null };
    },
  });
  expect(pages.flatMap((page) => page.items)).toEqual([1, 2, 3]);
  expect(asked).toEqual([1, 2, 2]);
});

test("the same page for ever stops the list with a problem, and its cursor tries the same place again", async () => {
  const pages = await collect({ first: 7, ...keyed, fetch: async (position) => ({ items: [1], next: position + 1 }) });
  expect(pages).toHaveLength(2);
  expect(pages[1]).toMatchObject({ items: [], cursor: "8", problems: [{ externalId: null }] });
});

test.each([
  ["pages without end", (position: number) => [position], 5],
  ["empty pages without end", () => [], 20],
])("%s are stopped with a problem", async (_, items, count) => {
  const fetch = async (position: number) => ({ items: items(position), next: position + 1 });
  const pages = await collect({ first: 0, ...keyed, maxPages: count, fetch });
  expect(pages).toHaveLength(count);
  expect(pages.at(-1)?.problems).toHaveLength(1);
});

test("an empty page ends an offset or numbered list whatever total it claims", () => {
  expect(nextOffset({ offset: 10, received: 0, total: 100 })).toBeNull();
  expect(nextPageNumber({ page: 3, received: 0, pageSize: 10, totalPages: 9 })).toBeNull();
  expect(nextPageNumber({ page: 3, received: 10, pageSize: 10 })).toBe(4);
  expect(nextPageNumber({ page: 3, received: 9, pageSize: 10 })).toBeNull();
});

test.each([
  ["/orders?page=2", "/orders?page=2"],
  ["https://shop.example/api/orders?page=2", "/orders?page=2"],
  ["https://evil.example/api/orders?page=2", "/orders?page=2"],
  [null, null],
])("the next link %s becomes the path %s on our own host", (link, expected) => {
  expect(nextLink(link, "https://shop.example/api/")).toBe(expected);
});

test("a bad record is a problem and the rest are read", () => {
  const schema = z.object({ id: z.number(), name: z.string() });
  const records = [{ id: 1, name: "a" }, { id: 2 }, { id: 3, name: "boom" }, { id: 4, name: "d" }];
  const { items, problems } = readRecords(records, {
    schema,
    idOf: (raw) => String((raw as { id: number }).id),
    map: ({ name }) => {
      if (name === "boom") throw new Error("cannot map");
      return name;
    },
  });
  expect(items).toEqual(["a", "d"]);
  expect(problems.map(({ externalId, message }) => [externalId, message.split(":")[0]])).toEqual([
    ["2", "name"],
    ["3", "cannot map"],
  ]);
});

test("batches cover the list; a foreign cursor is refused", () => {
  expect(batches([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
  expect(() => decodeCursor(z.object({ a: z.number() }), "{}")).toThrow(/stored position/);
  expect(() => decodeCursor(z.number(), "rubbish")).toThrow(/stored position/);
});
