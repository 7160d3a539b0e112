import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { InventoryItem } from "@counterfoil/core/model";
import { newId } from "@counterfoil/db";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import type { Visitor } from "../../testing/visitor.ts";
import type { ImportAnswer } from "./commit-import.ts";
import type { ItemList } from "./list-items.ts";
import type { ImportPreview } from "./preview-import.ts";

const catalogue = fileURLToPath(new URL("../../../../../../shared/data/lego/rebrickable/sets.csv", import.meta.url));

describeEachDatabase("importing stock", (context) => {
  let server: TestServer;
  let owner: Visitor;
  beforeAll(async () => {
    server = await startTestServer(context.database);
    owner = await server.owner();
  });
  afterAll(() => server.stop());

  const preview = async (csv: string, mapping?: object): Promise<ImportPreview> => {
    const answer = await owner.mutate("inventory.previewImport", { csv, ...(mapping ? { mapping } : {}) });
    expect(answer.error).toBeUndefined();
    return answer.data;
  };
  const commit = (csv: string, mapping?: object, idempotencyKey: string = newId()) =>
    owner.mutate("inventory.commitImport", { csv, ...(mapping ? { mapping } : {}), idempotencyKey });
  const found = async (q: string): Promise<InventoryItem[]> =>
    ((await owner.query("inventory.list", { q, sort: { field: "title", direction: "asc" } })).data as ItemList).items;
  const everything = async (): Promise<number> => ((await owner.query("inventory.list", {})).data as ItemList).total;

  it("shows columns, fields and rows as they would be stored, and stores nothing", async () => {
    const before = await everything();
    const shown = await preview("Item Title;Custom label;Qty;Cost\nHarbour;H1;2;12,50\nQuay;;;1.250,00 €");
    expect(shown).toMatchObject({
      columns: ["Item Title", "Custom label", "Qty", "Cost"],
      mapping: { title: "Item Title", sku: "Custom label", quantity: "Qty", unit_cost: "Cost", note: null },
      ...{ totalRows: 2, validRows: 2, errorRows: 0, errors: [], duplicatesOfExisting: 0, notes: [] },
    });
    expect(shown.sample).toMatchObject([
      { row: 2, title: "Harbour", sku: "H1", quantity: "2", unit_cost: "12.50 GBP" },
      { row: 3, title: "Quay", sku: null, quantity: null, unit_cost: "1250.00 EUR" },
    ]);
    expect(await everything()).toBe(before);
  });

  it("names every bad cell with its row, its column and what to do", async () => {
    const csv = [
      "title,quantity,status,cost,cost currency,acquired,ean",
      "Good,1,listed,5,GBP,2024-01-31,",
      ",1,listed,5,GBP,2024-01-31,",
      "Bad,-1,lost,five,XYZ,31/31/2024,5.70201E+12",
      "Wide,1,listed,5,GBP,2024-01-31,,more",
    ].join("\n");
    const shown = await preview(csv);
    expect(shown).toMatchObject({ totalRows: 4, validRows: 1, errorRows: 3 });
    expect(shown.errors).toEqual([
      { row: 3, column: "title", message: "The title is missing. Write what the item is." },
      { row: 4, column: "quantity", message: '"-1" is below 0. Write 0 or more units.' },
      {
        row: 4,
        column: "status",
        message: '"lost" is not known. Write not_received, in_stock, listed, sold or returned.',
      },
      {
        row: 4,
        column: "cost currency",
        message: '"XYZ" is not a currency. Write its three letters, such as GBP, EUR or USD.',
      },
      { row: 4, column: "cost", message: '"five" is not an amount. Write it such as 12.50.' },
      { row: 4, column: "acquired", message: '"31/31/2024" is no day of the calendar. Write it such as 2024-01-31.' },
      { row: 4, column: "ean", message: expect.stringContaining("shortened by the spreadsheet") },
      { row: 5, column: null, message: expect.stringContaining("8 cells and the first row 7") },
    ]);
  });

  it("with one bad row stores none", async () => {
    const before = await everything();
    const answer = await commit("title,quantity\nGood A,1\nBad,-1\nGood B,1");
    expect(answer.error).toMatchObject({
      message: "Nothing was imported: 1 row has errors.",
      data: { code: "invalid", issues: [{ path: "rows.3.quantity" }] },
    });
    expect(await everything()).toBe(before);
  });

  it("stores every row with its units, identifiers and amounts", async () => {
    const csv =
      '\ufefftitle;sku;quantity;status;set number;unit cost;acquired;note\r\n"Castle ""red""\nroof";C 1;3;Listed;6080;12,50;31.01.2024;=SUM(A1)\r\n';
    expect((await commit(csv)).data).toEqual({ created: 1, updated: 0 });
    const [item] = await found('Castle "red"');
    expect(item).toMatchObject({
      title: 'Castle "red"\nroof',
      ...{ sku: "C 1", status: "listed", quantityOnHand: 3, condition: null, note: "=SUM(A1)" },
      identifiers: [{ type: "set_number", value: "6080" }],
      unitCost: { minor: 1250, currency: "GBP" },
      acquiredAt: "2024-01-31T00:00:00.000Z",
    });
    expect((await owner.query("inventory.get", { id: item?.id })).data).toMatchObject({
      movements: [{ kind: "imported", quantity: 3 }],
    });
  });

  it("makes each row an item of its own, also with a SKU in stock, and says so before", async () => {
    await commit("title,sku\nTwin one,TWIN");
    const csv = "title,sku\nTwin two,twin\nTwin three,TWIN\nTwin four,OTHER";
    expect((await preview(csv)).notes).toEqual([expect.stringContaining("2 rows have a SKU that is already in stock")]);
    expect((await commit(csv)).data).toEqual({ created: 3, updated: 0 });
    expect((await found("Twin")).map(({ title }) => title)).toEqual([
      "Twin four",
      "Twin one",
      "Twin three",
      "Twin two",
    ]);
  });

  it("asks for the title's column when no name fits, and takes the one chosen", async () => {
    const csv = "Bezeichnung\nSchloss am See";
    expect(await preview(csv)).toMatchObject({
      errors: [{ row: 1, column: null, message: expect.stringContaining('"Title"') }],
    });
    expect((await commit(csv)).error.data.code).toBe("invalid");
    expect((await commit(csv, { title: "Bezeichnung" })).data).toEqual({ created: 1, updated: 0 });
    expect(await found("Schloss")).toHaveLength(1);
  });

  it("refuses fields and columns that do not exist", async () => {
    const answer = await owner.mutate("inventory.previewImport", {
      csv: "title\nA",
      mapping: { title: "Name", weight: "title" },
    });
    expect(answer.error.data.issues).toEqual([
      { path: "mapping.title", message: 'the file has no column "Name"' },
      { path: "mapping.weight", message: "is not a field of the stock" },
    ]);
  });

  it("sent twice with one key is stored once and answered alike; another file with the key is refused", async () => {
    const key = newId();
    const csv = "title\nOnce only";
    const answers = await Promise.all([commit(csv, undefined, key), commit(csv, undefined, key)]);
    expect(answers.map(({ data }) => data)).toEqual([
      { created: 1, updated: 0 },
      { created: 1, updated: 0 },
    ]);
    expect(await found("Once only")).toHaveLength(1);
    expect((await commit("title\nAnother", undefined, key)).error.data.code).toBe("conflict");
  });

  it("says how dates that can be read two ways are read", async () => {
    const { notes } = await preview("title,acquired\nA,03/04/2024");
    expect(notes).toEqual(["Dates such as 03/04/2024 are read as 3 April 2024. Write 2024-04-03 to be certain."]);
  });

  describe("of an export", () => {
    const exported = async () => {
      const response = await owner.fetch("/api/export/inventory.csv");
      expect(response.headers.get("content-type")).toContain("text/csv");
      expect(response.headers.get("content-disposition")).toContain("attachment");
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
    };

    it("changes nothing", async () => {
      await owner.mutate("inventory.create", {
        ...{ title: "=cmd|' /C calc'!A0", sku: "-1+2", status: "listed", quantity: 4, note: 'a "quote", and\na line' },
        unitCost: { minor: 1999, currency: "JPY" },
        identifiers: [
          { type: "set_number", value: "75192-1" },
          { type: "color", value: "Trans; 50% blue/red" },
        ],
        listings: [{ platform: "ebay", listingId: "1/2", variationId: "red;blue" }],
      });
      const file = await exported();
      expect(file.startsWith("\ufeffid,sku,title")).toBe(true);
      const cells: string[][] = parse(file, { bom: true });
      expect(cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      const before = cells.length - 1;
      expect((await commit(file)).data).toEqual({ created: 0, updated: before });
      expect(await exported()).toBe(file);
      expect(await everything()).toBe(before);
    });

    it("changes the items whose rows were edited", async () => {
      const item: InventoryItem = (
        await owner.mutate("inventory.create", { title: "Edit me", status: "in_stock", quantity: 1, location: "A" })
      ).data;
      const csv = `id,title,quantity,location\n${item.id},Edited,5,\n`;
      expect(await preview(csv)).toMatchObject({ duplicatesOfExisting: 1, validRows: 1 });
      const answer = await commit(csv);
      expect(answer.data as ImportAnswer).toEqual({ created: 0, updated: 1 });
      const { data } = await owner.query("inventory.get", { id: item.id });
      expect(data).toMatchObject({
        ...{ title: "Edited", quantityOnHand: 5, location: null, status: "in_stock" },
        movements: [
          { kind: "adjusted", quantity: 4 },
          { kind: "received", quantity: 1 },
        ],
      });
    });

    it("names ids that are not in stock or come twice", async () => {
      const [known] = await found("Edited");
      const csv = `id,title\n${newId()},A\n${known?.id},B\n${known?.id},C`;
      expect((await preview(csv)).errors).toEqual([
        { row: 2, column: "id", message: "No item has this id. Leave the cell empty to add a new item." },
        { row: 4, column: "id", message: "Row 3 changes the same item. Keep one of them." },
      ]);
    });
  });

  it("takes a thousand rows of the real LEGO catalogue in about a second", async ({ skip }) => {
    if (!existsSync(catalogue)) {
      console.warn("SKIPPED: the LEGO catalogue beside the repository is absent; the 1,000-row import was not tested.");
      skip();
    }
    const sets = parse(readFileSync(catalogue), { columns: true, bom: true }) as Record<string, string>[];
    const rows = sets
      .filter(({ set_num, year }) => /^\d{4,5}-1$/.test(set_num ?? "") && Number(year) > 1990)
      .slice(0, 1_000)
      .map((set, index) => ({
        title: `LEGO ${set["name"]} ${set["set_num"]}`,
        sku: `L${String(index).padStart(4, "0")}`,
        "set number": set["set_num"],
        quantity: String((index % 3) + 1),
        status: index % 2 === 0 ? "listed" : "in stock",
        condition: index % 5 === 0 ? "used" : "new",
        location: `Loft - S${index % 40}`,
        cost: `£${(index % 200) + 0.99}`,
        acquired: `${(index % 27) + 1}/0${(index % 9) + 1}/2024`,
      }));
    const csv = stringify(rows, { header: true, bom: true });
    const before = await everything();
    const shown = await preview(csv);
    expect(shown).toMatchObject({ totalRows: 1_000, validRows: 1_000, errorRows: 0, notes: [] });
    const started = performance.now();
    expect((await commit(csv)).data).toEqual({ created: 1_000, updated: 0 });
    const took = performance.now() - started;
    // A second on a quiet machine; the bound only catches work that grows with the square of the rows.
    expect(took).toBeLessThan(20_000);
    expect(await everything()).toBe(before + 1_000);
    console.info(`imported 1,000 rows in ${Math.round(took)} ms (${context.kind})`);
  });
});
