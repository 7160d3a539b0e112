import { describe, expect, it } from "vitest";
import type { Policy } from "../../lib/api-types.ts";
import { barOn, describeBar, showRate } from "./bar-words.ts";

const policy: Policy = {
  ...{ fifoInterchangeable: true, skuCaseInsensitive: false, probabilityBar: 0.95, learned: null },
  channels: [{ platform: "ebay", probabilityBar: null, learned: null, updatedAt: "2026-01-01T00:00:00Z" }],
};

describe("a rate", () => {
  it.each([
    [0.98, "98%"],
    [0.985, "98.5%"],
    [0.9999, "99.9%"],
    [1, "100%"],
  ])("%f is shown as %s, never as more than it is", (rate, text) => expect(showRate(rate)).toBe(text));
});

describe("the bar on a channel", () => {
  it("is its own where it is set apart, even where it is off, else the one of all", () => {
    expect(barOn(policy, "ebay")).toMatchObject({ probabilityBar: null, isOwn: true });
    expect(barOn(policy, "amazon")).toMatchObject({ probabilityBar: 0.95, isOwn: false });
    expect(barOn(policy, null)).toMatchObject({ probabilityBar: 0.95, isOwn: true });
  });

  it("is told by what it does", () => {
    expect(describeBar(null, "ebay")).toContain("On eBay, nothing is linked by probability");
    expect(describeBar(0.98, null)).toContain("On all channels, a suggestion that is right with a probability of 98%");
  });
});
