import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Address } from "@counterfoil/core/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderPdf, scanPage } from "../../testing/read-pdf.ts";
import { addressLines } from "./address-lines.ts";
import { DocumentWriter } from "./document-writer.ts";
import { type AddressedOrder, drawAddressLabels } from "./draw-address-label.ts";
import { drawPackingSlip } from "./draw-packing-slip.ts";
import { drawPickList } from "./draw-pick-list.ts";
import { type PageSizeName, pageSizeNames, pageSizes } from "./page-size.ts";
import { printable, visualRuns, wrapText } from "./printable-text.ts";

const address: Address = {
  ...{ name: "Zoë Nováková-Žižka", company: null, lines: ["Flat 3, 12 Brick Lane"], city: "London", region: null },
  ...{ postalCode: "E1 6QL", countryCode: "GB", phone: null, raw: null },
};
const order = (more: Partial<AddressedOrder> = {}): AddressedOrder => ({
  ...{ id: "1", number: "14-09876-55321", platformName: "eBay", shopName: "Ada Bricks", placedOn: "3 Mar 2026" },
  ...{ cancelled: false, shipTo: address, buyerNote: "Please leave it with the neighbour." },
  lines: [
    { quantity: 1, title: "LEGO Star Wars 75192 Millennium Falcon", sku: "LOFT-S72-75192", detail: "Condition: new" },
    {
      quantity: 12,
      title: "Βιβλίο και Книга: a title in three scripts that is long enough for two lines",
      sku: null,
      detail: null,
    },
  ],
  ...more,
});
const at = new Date("2026-03-03T12:00:00Z");

async function made(size: PageSizeName, draw: (writer: DocumentWriter) => void) {
  const writer = await DocumentWriter.open(pageSizes[size], { title: "Test", at });
  draw(writer);
  return { content: await writer.bytes(), missing: writer.missing };
}

/** Keeps what was rendered for somebody to look at, in the folder that is asked for. */
async function keep(name: string, content: Uint8Array): Promise<Awaited<ReturnType<typeof renderPdf>>> {
  const pages = await renderPdf(content);
  const folder = process.env["KEEP_DOCUMENTS"];
  if (folder) {
    await mkdir(folder, { recursive: true });
    for (const [n, { png }] of pages.entries()) await writeFile(join(folder, `${name}-${n + 1}.png`), png);
  }
  return pages;
}

describe.each(pageSizeNames)("on %s", (size) => {
  test("a packing slip's barcodes say the order's number", async () => {
    const { content, missing } = await made(size, (writer) => drawPackingSlip(writer, order()));
    const pages = await keep(`slip-${size}`, content);
    expect(pages).toHaveLength(1);
    const [page] = pages;
    if (!page) throw new Error("no page");
    expect(await scanPage(page)).toEqual(
      expect.arrayContaining([
        { format: "Code128", text: "14-09876-55321" },
        { format: "QRCode", text: "14-09876-55321" },
      ]),
    );
    expect([...missing]).toEqual([]);
  });

  test("every address label's barcodes say its own order's number", async () => {
    const orders = Array.from({ length: 5 }, (_, n) => order({ number: `A-${1000 + n}` }));
    const { content } = await made(size, (writer) => drawAddressLabels(writer, orders, size));
    const pages = await keep(`label-${size}`, content);
    expect(pages).toHaveLength(size === "a4" ? 2 : 5);
    const found = (await Promise.all(pages.map(scanPage))).flat();
    for (const format of ["Code128", "QRCode"])
      expect(
        found
          .filter((each) => each.format === format)
          .map(({ text }) => text)
          .sort(),
      ).toEqual(orders.map(({ number }) => number));
  });

  test("a long order goes on, and a pick list goes on, over pages", async () => {
    const lines = Array.from({ length: 60 }, (_, n) => ({
      quantity: 1,
      title: `Thing ${n}`,
      sku: `S-${n}`,
      detail: null,
    }));
    const slip = await made(size, (writer) => drawPackingSlip(writer, order({ lines })));
    expect((await keep(`long-${size}`, slip.content)).length).toBeGreaterThan(1);
    const picks = lines.map(({ title, sku }) => ({ quantity: 2, title, sku, orders: ["14-1", "14-2"] }));
    const groups = [
      { location: "Loft - S2", name: "Loft - S2", picks: picks.slice(0, 2) },
      { location: null, name: "Location unknown", picks: picks.slice(2) },
    ];
    const list = await made(size, (writer) => drawPickList(writer, groups, { title: "Pick list", at: "3 Mar 2026" }));
    expect((await keep(`picks-${size}`, list.content)).length).toBeGreaterThan(1);
  });
});

describe("names in any script", () => {
  const foreign = order({
    number: "405-1",
    shipTo: { ...address, name: "محمد العبدالله", company: "山田太郎", lines: ["שדרות רוטשילד 12", "Straße 1 🧱"] },
  });

  test("are printed, or stand as a sign that is told; none vanishes", async () => {
    const { content, missing } = await made("4x6", (writer) => drawAddressLabels(writer, [foreign], "4x6"));
    const [page] = await keep("scripts-4x6", content);
    expect(page).toBeDefined();
    expect([...missing].sort()).toEqual([..."太山田郎"].sort().concat("🧱"));
  });

  test("each lacking character leaves one sign", () => {
    const latin = (codePoint: number) => codePoint < 0x250;
    expect(printable("山田 Bob\u0007\u200f!", latin)).toEqual({ text: "□□ Bob !", missing: ["山", "田"] });
  });

  test("right-to-left words stand in their order", () => {
    expect(visualRuns("Bob שלום 12").map(({ text }) => text)).toEqual(["Bob ", "שלום", " 12"]);
    expect(visualRuns("שלום 12").map(({ text }) => text)).toEqual(["12 ", "שלום"]);
    expect(visualRuns("")).toEqual([]);
  });

  test("no text breaks a document", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 40 }), async (text) => {
        const strange = order({
          ...{ number: text, shopName: text, buyerNote: text, shipTo: { ...address, name: text, lines: [text] } },
          lines: [{ quantity: 1, title: text, sku: text, detail: text }],
        });
        const { content } = await made("a6", (writer) => {
          drawPackingSlip(writer, strange);
          drawAddressLabels(writer, [strange], "a6");
        });
        expect(content.length).toBeGreaterThan(1000);
      }),
      { numRuns: 12 },
    );
  });
});

describe("lines", () => {
  test("are broken at words, and long words inside", () => {
    const fits = (line: string) => line.length <= 5;
    expect(wrapText("ab cd ef", fits)).toEqual(["ab cd", "ef"]);
    expect(wrapText("abcdefghijkl m", fits)).toEqual(["abcde", "fghij", "kl m"]);
    expect(wrapText("  ", fits)).toEqual([]);
  });

  test("of an address are those of its country", () => {
    expect(addressLines(address).slice(-3)).toEqual(["London", "E1 6QL", "UNITED KINGDOM"]);
    const us = { ...address, city: "Austin", region: "TX", postalCode: "78701", countryCode: "US" };
    expect(addressLines(us).slice(-2)).toEqual(["Austin TX 78701", "UNITED STATES"]);
    const de = { ...address, city: "Berlin", postalCode: "10115", countryCode: "DE" };
    expect(addressLines(de).slice(-2)).toEqual(["10115 Berlin", "GERMANY"]);
    const raw = { ...address, lines: [], city: null, postalCode: null, countryCode: null, raw: "1 High St\r\nLeeds" };
    expect(addressLines(raw)).toEqual(["Zoë Nováková-Žižka", "1 High St", "Leeds"]);
  });
});
