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
  const typed = {
    ...emptyItem,
    title: " Barracuda Bay ",
    sku: "",
    location: "Loft - S5",
    identifiers: [{ type: "set_number", value: " " }],
  };

  it("leaves out of a new item what is unknown", () => {
    const request = createRequest(typed, "GBP");
    expect(request).toMatchObject({ title: "Barracuda Bay", location: "Loft - S5", quantity: 1, identifiers: [] });
    expect(request).not.toHaveProperty("sku");
    expect(request).not.toHaveProperty("unitCost");
  });

  it("makes unknown in a change what was emptied", () => {
    expect(updateRequest("id-1", typed, "GBP")).toMatchObject({ id: "id-1", sku: null, unitCost: null });
  });
});
