import { describe, expect, test } from "vitest";
import { daysOf, stepsOf, todayIn } from "./period.ts";

describe("the days of a report", () => {
  test("a stretch by name ends today, today included", () => {
    expect(daysOf({ span: "7d" }, "2026-03-03")).toEqual({ from: "2026-02-25", to: "2026-03-03" });
    expect(daysOf({}, "2026-03-03")).toEqual({ from: "2026-02-02", to: "2026-03-03" });
  });

  test("days of one's own win; half of them are none", () => {
    expect(daysOf({ span: "7d", from: "2026-01-01", to: "2026-01-31" }, "2026-03-03").from).toBe("2026-01-01");
    expect(daysOf({ span: "7d", from: "2026-01-01" }, "2026-03-03").from).toBe("2026-02-25");
  });

  test("today is the seller's", () => {
    expect(todayIn("Pacific/Kiritimati", Date.parse("2025-12-31T12:00:00Z"))).toBe("2026-01-01");
  });

  test("no step is left out, over changes of the clocks and of the year", () => {
    expect(stepsOf({ from: "2026-03-28", to: "2026-03-30" }, "day")).toEqual([
      "2026-03-28",
      "2026-03-29",
      "2026-03-30",
    ]);
    expect(stepsOf({ from: "2025-12-30", to: "2026-01-12" }, "week")).toEqual([
      "2025-12-29",
      "2026-01-05",
      "2026-01-12",
    ]);
    expect(stepsOf({ from: "2025-11-30", to: "2026-01-01" }, "month")).toEqual([
      "2025-11-01",
      "2025-12-01",
      "2026-01-01",
    ]);
  });
});
