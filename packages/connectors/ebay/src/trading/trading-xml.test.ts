import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fixtureText } from "../testing/fixture.ts";
import { parseXmlRoot, tradingRequestXml } from "./trading-xml.ts";

describe("Trading API XML", () => {
  test("requests keep the order of their elements and escape what XML reserves", () => {
    const xml = tradingRequestXml("ReviseInventoryStatus", {
      InventoryStatus: [
        { ItemID: "1", SKU: "A & B <c>", Quantity: 3 },
        { ItemID: "2", SKU: undefined, Quantity: 0 },
      ],
    });
    expect(xml).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<ReviseInventoryStatusRequest xmlns="urn:ebay:apis:eBLBaseComponents">' +
        "<InventoryStatus><ItemID>1</ItemID><SKU>A &amp; B &lt;c&gt;</SKU><Quantity>3</Quantity></InventoryStatus>" +
        "<InventoryStatus><ItemID>2</ItemID><Quantity>0</Quantity></InventoryStatus>" +
        "</ReviseInventoryStatusRequest>",
    );
  });

  test("text goes in and comes out unchanged", () => {
    const words = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text.trim() === text && text !== "");
    fc.assert(
      fc.property(words, (text) => {
        // Line ends are made equal by every XML reader.
        fc.pre(!text.includes("\r"));
        expect(parseXmlRoot(tradingRequestXml("X", { Title: text }))).toMatchObject({ Title: text });
      }),
    );
  });

  test("one element and several are both lists, numbers stay text", () => {
    expect(parseXmlRoot(fixtureText("ebay-trading-failure.xml"))).toMatchObject({
      Ack: "Failure",
      Errors: [{ ErrorCode: "21917053" }],
    });
    expect(parseXmlRoot("<R><Item><ItemID>007</ItemID></Item></R>")).toEqual({ Item: [{ ItemID: "007" }] });
  });

  test.each(["", "not xml", "<R><A>cut", "<R></R><S></S>"])("%j is refused", (text) => {
    expect(() => parseXmlRoot(text)).toThrow(SyntaxError);
  });

  test("entities of a document type are not expanded", () => {
    const xml = '<!DOCTYPE R [<!ENTITY a "expanded">]><R><T>&a;</T></R>';
    expect(JSON.stringify(parseXmlRoot(xml))).not.toContain("expanded");
  });
});
