import { describe, expect, it } from "vitest";
import { neighbourOf, stepFrom } from "./neighbour.ts";

describe("neighbourOf", () => {
  it.each([
    ["a", "b"],
    ["b", "c"],
    ["c", "b"],
  ])("leads from %s to %s", (from, to) => expect(neighbourOf(["a", "b", "c"], from)).toBe(to));

  it("leads nowhere from the last one left, or from one that is not in the list", () => {
    expect(neighbourOf(["a"], "a")).toBeNull();
    expect(neighbourOf(["a"], "z")).toBeNull();
  });
});

describe("stepFrom", () => {
  it("stays within the list", () => {
    expect(stepFrom(["a", "b"], "b", 1)).toBe("b");
    expect(stepFrom(["a", "b"], "a", -1)).toBe("a");
    expect(stepFrom(["a", "b"], null, 1)).toBe("a");
    expect(stepFrom([], null, 1)).toBeNull();
  });
});
