import { describe, expect, it } from "vitest";
import { amountProblem, createRequest, emptyItem, readAmount, updateRequest } from "./item-values.ts";

describe("readAmount", () => {
  it.each([
    ["12.50", 1250],
    ["12,50", 1250],
    ["1,250.5", 125050],
    [" 7 ", 700],
  ])("reads %s", (text, minor) => {
    expect(readAmount(text, "GBP")).toEqual({ minor, currency: "GBP" });
  });

  it("keeps the currency's own decimals", () => {
    expect(readAmount("1200", "JPY")).toEqual({ minor: 1200, currency: "JPY" });
  });

  it.each(["abc", "-3", "12.5.1"])("names %s as no amount", (text) => {
    expect(readAmount(text, "GBP")).toBeNull();
    expect(amountProblem(text, "GBP")).toContain("12.50");
  });
});

describe("item requests", () => {
  const before = {
    ...emptyItem("GBP"),
    title: "Barracuda Bay",
    sku: "N3159",
    unitCost: "40.00",
    askingPrice: "55.00",
    askingPriceCurrency: "EUR",
    listings: [{ platform: "ebay", listingId: "1101", variationId: "red" }],
  };

  it("says of a new item what is unknown, never zero", () => {
    const request = createRequest({ ...emptyItem("GBP"), title: " Barracuda Bay " });
    expect(request).toMatchObject({ title: "Barracuda Bay", quantity: 1, sku: null, unitCost: null, identifiers: [] });
  });

  it("sends of a change only what was changed", () => {
    expect(updateRequest("id-1", before, { ...before, location: "Loft - S5" })).toEqual({
      id: "id-1",
      location: "Loft - S5",
    });
  });

  it("makes unknown what was emptied", () => {
    expect(updateRequest("id-1", before, { ...before, sku: " " })).toEqual({ id: "id-1", sku: null });
  });

  it("keeps each amount's own currency and a listing's variation", () => {
    const request = updateRequest("id-1", before, {
      ...before,
      askingPrice: "60",
      listings: [...before.listings, { platform: "ebay", listingId: "1102", variationId: null }],
    });
    expect(request).toEqual({
      id: "id-1",
      askingPrice: { minor: 6000, currency: "EUR" },
      listings: [
        { platform: "ebay", listingId: "1101", variationId: "red" },
        { platform: "ebay", listingId: "1102", variationId: null },
      ],
    });
  });
});
