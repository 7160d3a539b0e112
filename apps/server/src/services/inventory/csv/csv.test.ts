import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeCell } from "../export-inventory.ts";
import { cellText, readQuantity } from "./cell-values.ts";
import { importFields } from "./import-fields.ts";
import { guessMapping } from "./map-columns.ts";
import { findDecimalMark, readAmount, readCurrency } from "./read-amount.ts";
import { findDateOrder, readDate } from "./read-date.ts";
import { readIdentifiers, readListings } from "./read-pairs.ts";
import { readCondition, readStatus } from "./read-status.ts";
import { readTable } from "./read-table.ts";
import { writeIdentifiers, writeListings } from "./write-pairs.ts";

function table(csv: string) {
  const result = readTable(csv);
  if (!result.ok) throw new Error(result.message);
  return result.table;
}

const pounds = { mark: ".", currency: "GBP" } as const;

describe("a file", () => {
  it.each([
    ["commas", "title,sku\nCastle,A1"],
    ["semicolons", "title;sku\nCastle;A1"],
    ["tabs", "title\tsku\nCastle\tA1"],
    ["a byte order mark and Windows line ends", "\ufefftitle,sku\r\nCastle,A1\r\n"],
    ["semicolons, and commas inside quoted names", '"title";"sku"\n"Castle";A1'],
  ])("is read with %s", (_, csv) => {
    expect(table(csv)).toEqual({ columns: ["title", "sku"], rows: [{ number: 2, cells: ["Castle", "A1"] }] });
  });

  it("keeps line breaks and quotes inside quoted cells, and counts rows as a spreadsheet does", () => {
    const read = table('title,note\n"Castle ""red""\nroof",a\n\nShip,b');
    expect(read.rows).toEqual([
      { number: 2, cells: ['Castle "red"\nroof', "a"] },
      { number: 4, cells: ["Ship", "b"] },
    ]);
  });

  it("keeps a quotation mark inside a plain cell", () => {
    expect(table('title\n5" plate').rows[0]?.cells).toEqual(['5" plate']);
  });

  it("names where a quotation mark is never closed", () => {
    expect(readTable('title,note\nCastle,a\nShip,"b\nBoat,c')).toEqual({
      ok: false,
      row: 3,
      message: "The quotation mark that opens in row 3 is never closed.",
    });
  });

  it("with thousands of columns is refused at once", () => {
    expect(readTable(`${"a,".repeat(20_000)}a\n1\n`)).toMatchObject({ ok: false, row: 1 });
    expect(readTable(`${"a,".repeat(499)}a\n1\n`)).toMatchObject({ ok: true });
  });

  it("gives columns without a name, or with one twice, names of their own", () => {
    expect(table("title,,title\n1,2,3").columns).toEqual(["title", "Column 2", "title (2)"]);
  });

  it.each(["", "\ufeff", " \n\n "])("with nothing in it is refused (%j)", (csv) => {
    expect(readTable(csv)).toMatchObject({ ok: false, message: "The file is empty." });
  });
});

describe("columns", () => {
  const guessed = (header: string, row = "") => {
    const mapping = guessMapping(table(`${header}\n${row}x`));
    return Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== null));
  };

  it("are found by the names other programs give them", () => {
    expect(
      guessed("Custom label (SKU),Item Title,Available quantity,Start price,Storage Location,Purchase Date"),
    ).toEqual({
      sku: "Custom label (SKU)",
      title: "Item Title",
      quantity: "Available quantity",
      asking_price: "Start price",
      location: "Storage Location",
      acquired_at: "Purchase Date",
    });
  });

  it("of the Rebrickable catalogue are found", () => {
    expect(guessed("set_num,name,year,theme_id,num_parts,img_url")).toEqual({
      set_number: "set_num",
      title: "name",
      image_url: "img_url",
    });
  });

  it("serve one field each, the field of that very name first", () => {
    expect(guessed("description,title")).toEqual({ title: "title" });
  });

  it("named id are ours only when they hold our ids", () => {
    expect(guessed("id,title", "17,")).not.toHaveProperty("id");
    expect(guessed("id,title", "01234567-89ab-7cde-8f01-23456789abcd,").id).toBe("id");
  });

  it("have no alias that two fields share", () => {
    const all = importFields.flatMap(({ aliases }) => [...new Set(aliases)]);
    expect(all.filter((alias, index) => all.indexOf(alias) !== index)).toEqual([]);
  });
});

describe("quantities", () => {
  it.each([
    ["1", 1],
    ["0", 0],
    ["1,000", 1000],
    ["1.000", 1000],
    ["12 345", 12345],
    ["2.0", 2],
  ])("%s is %i", (text, value) => {
    expect(readQuantity(text)).toEqual({ ok: true, value });
  });

  it.each([
    ["-1", "below 0"],
    ["1.5", "whole number"],
    ["many", "whole number"],
    ["99999999", "million"],
  ])("%s is refused: %s", (text, reason) => {
    expect(readQuantity(text)).toMatchObject({ ok: false, message: expect.stringContaining(reason) });
  });
});

describe("amounts", () => {
  it.each([
    ["12.50", 1250],
    ["£12.50", 1250],
    ["12.5", 1250],
    ["1,234.56", 123456],
    ["1,234", 123400],
    ["12.500", 1250],
    ["7", 700],
  ])("%s is %i pence", (text, minor) => {
    expect(readAmount(text, pounds)).toEqual({ ok: true, value: { minor, currency: "GBP" } });
  });

  it.each([
    ["12,50", 1250, "GBP"],
    ["1.234,56", 123456, "GBP"],
    ["12,50 €", 1250, "EUR"],
    ["EUR 1 234,50", 123450, "EUR"],
  ])("%s with a decimal comma is %i %s", (text, minor, currency) => {
    expect(readAmount(text, { mark: ",", currency: "GBP" })).toEqual({ ok: true, value: { minor, currency } });
  });

  it("keep the decimals of their currency", () => {
    expect(readAmount("1200 JPY", pounds)).toEqual({ ok: true, value: { minor: 1200, currency: "JPY" } });
    expect(readAmount("12.5 JPY", pounds)).toMatchObject({
      ok: false,
      message: expect.stringContaining("more decimals"),
    });
  });

  it.each(["abc", "1.2.3", "12,34,5", "-3", "12.345", "$5", "5 XYZ", "1e9"])("%s is refused with advice", (text) => {
    expect(readAmount(text, pounds)).toMatchObject({ ok: false });
  });

  it("take a plain dollar only where the shop's own currency is a dollar", () => {
    expect(readAmount("$5", { mark: ".", currency: "CAD" })).toEqual({
      ok: true,
      value: { minor: 500, currency: "CAD" },
    });
  });

  it("of a column tell its decimal mark", () => {
    expect(findDecimalMark(["1,234", "12,50"])).toBe(",");
    expect(findDecimalMark(["1,234", "12.50"])).toBe(".");
    expect(findDecimalMark(["1.234,56"])).toBe(",");
    expect(findDecimalMark(["1,234"])).toBe(".");
  });

  it("name an unknown currency", () => {
    expect(readCurrency("gbp")).toEqual({ ok: true, value: "GBP" });
    expect(readCurrency("GBX1")).toMatchObject({ ok: false, message: expect.stringContaining("three letters") });
  });

  it("written with either mark and thousands marks come back whole", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom<"." | ",">(".", ","), (minor, mark) => {
        const whole = Math.floor(minor / 100)
          .toString()
          .replace(/\B(?=(\d{3})+$)/g, mark === "." ? "," : ".");
        const text = `${whole}${mark}${(minor % 100).toString().padStart(2, "0")}`;
        expect(findDecimalMark([text])).toBe(mark);
        expect(readAmount(text, { mark, currency: "GBP" })).toEqual({ ok: true, value: { minor, currency: "GBP" } });
      }),
    );
  });
});

describe("dates", () => {
  it.each([
    ["2024-01-31", "2024-01-31T00:00:00.000Z"],
    ["31/01/2024", "2024-01-31T00:00:00.000Z"],
    ["31.1.24", "2024-01-31T00:00:00.000Z"],
    ["31 Jan 2024", "2024-01-31T00:00:00.000Z"],
    ["January 31, 2024", "2024-01-31T00:00:00.000Z"],
    ["2024-01-31T10:20:00+01:00", "2024-01-31T09:20:00.000Z"],
    ["2024-01-31 10:20", "2024-01-31T10:20:00.000Z"],
  ])("%s is %s", (text, value) => {
    expect(readDate(text, "day-first")).toEqual({ ok: true, value });
  });

  it.each(["31/02/2024", "yesterday", "45322", "2024-13-01", "0224-01-01"])("%s is refused", (text) => {
    expect(readDate(text, "day-first")).toMatchObject({ ok: false });
  });

  it("of a column tell which number is the day, and else go by the country", () => {
    expect(findDateOrder(["01/02/2024", "13/02/2024"], "US")).toEqual({ order: "day-first", certain: true });
    expect(findDateOrder(["01/02/2024", "02/13/2024"], "GB")).toEqual({ order: "month-first", certain: true });
    expect(findDateOrder(["01/02/2024"], "US")).toEqual({ order: "month-first", certain: false });
    expect(findDateOrder(["01/02/2024"], null)).toEqual({ order: "day-first", certain: false });
    expect(findDateOrder(["2024-02-01"], null)).toMatchObject({ certain: true });
  });
});

describe("words", () => {
  it("for statuses and conditions are those of sellers and marketplaces", () => {
    expect(readStatus("In Stock")).toEqual({ ok: true, value: "in_stock" });
    expect(readStatus("not_received")).toEqual({ ok: true, value: "not_received" });
    expect(readCondition("used, like new")).toEqual({ ok: true, value: "used" });
    expect(readCondition("N")).toEqual({ ok: true, value: "new" });
  });

  it("that are not known are answered with those that are", () => {
    expect(readStatus("lost")).toEqual({
      ok: false,
      message: '"lost" is not known. Write not_received, in_stock, listed, sold or returned.',
    });
  });
});

describe("cells of pairs", () => {
  it("are read", () => {
    expect(readIdentifiers("set_number:75192-1; ASIN: B075")).toEqual({
      ok: true,
      value: [
        { type: "set_number", value: "75192-1" },
        { type: "asin", value: "B075" },
      ],
    });
    expect(readListings("ebay:110; Brick Owl:7/red; Amazon UK :8; amz:9")).toEqual({
      ok: true,
      value: [
        { platform: "ebay", listingId: "110", variationId: null },
        { platform: "brickowl", listingId: "7", variationId: "red" },
        { platform: "amazon", listingId: "8", variationId: null },
        { platform: "amazon", listingId: "9", variationId: null },
      ],
    });
  });

  it.each(["75192", "shoe_size:9", "asin:"])("that are no pair are refused (%s)", (text) => {
    expect(readIdentifiers(text)).toMatchObject({ ok: false });
  });

  it("come back from what was written, whatever is in them", () => {
    const value = fc.string({ minLength: 1, unit: "grapheme" }).filter((text) => text === text.trim());
    fc.assert(
      fc.property(fc.array(value), fc.option(value, { nil: null }), (values, variationId) => {
        const identifiers = values.map((one) => ({ type: "color" as const, value: one }));
        expect(readIdentifiers(writeIdentifiers(identifiers))).toEqual({ ok: true, value: identifiers });
        const listings = values.map((listingId) => ({ platform: "ebay", listingId, variationId }));
        expect(readListings(writeListings(listings))).toEqual({ ok: true, value: listings });
      }),
    );
  });
});

describe("exported cells", () => {
  it.each(["=1+1", "+1", "-1", "@A1", "\t=1", "＝1+1", '=HYPERLINK("http://evil.example","x")'])(
    "are no formula to a spreadsheet (%j)",
    (text) => {
      expect(writeCell(text).replace(/^"/, "")).toMatch(/^'/);
    },
  );

  it("come back from a file, whatever is in them", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", minLength: 1 }), { minLength: 1 }), (texts) => {
        const cells = texts.map((text) => text.trim()).map((text) => (text === "" ? "x" : text));
        const read = table(
          `${cells.map((_, index) => `c${index}`).join(",")}\r\n${cells.map(writeCell).join(",")}\r\n`,
        );
        expect(read.rows[0]?.cells.map(cellText)).toEqual(cells);
      }),
      { numRuns: 300 },
    );
  });
});
