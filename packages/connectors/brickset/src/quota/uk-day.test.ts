import { expect, test } from "vitest";
import { nextUkMidnight, ukDay } from "./uk-day.ts";

const next = (now: string) => new Date(nextUkMidnight(Date.parse(now))).toISOString();

test("the day in Britain ends at midnight there, also around changes of the clock", () => {
  expect(ukDay(Date.parse("2026-06-30T23:30:00Z"))).toBe("2026-07-01");
  expect(next("2026-11-21T09:00:00Z")).toBe("2026-11-22T00:00:00.000Z");
  expect(next("2026-07-01T09:00:00Z")).toBe("2026-07-01T23:00:00.000Z");
  expect(next("2026-03-28T12:00:00Z")).toBe("2026-03-29T00:00:00.000Z");
  expect(next("2026-03-29T00:30:00Z")).toBe("2026-03-29T23:00:00.000Z");
  expect(next("2026-10-25T00:30:00Z")).toBe("2026-10-26T00:00:00.000Z");
  expect(next("2026-11-22T00:00:00Z")).toBe("2026-11-23T00:00:00.000Z");
});
